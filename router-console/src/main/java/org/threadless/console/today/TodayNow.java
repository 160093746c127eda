package org.threadless.console.today;

import java.util.List;
import org.threadless.console.backend.ListedBackend;
import org.threadless.console.call.Moment;

/**
 * How it goes at this moment: the part of the page that is read anew every few seconds.
 *
 * @param waiting how many messages are to be sent
 * @param toRoute how many are to be routed
 * @param scheduled how many are for later
 * @param down how many backends are down
 * @param backends all that are configured
 * @param lockedOut the backends that refuse everybody
 * @param untold what other programs are still to be told
 * @param refused why requests were refused lately
 */
public record TodayNow(
    String waiting,
    String toRoute,
    String scheduled,
    int down,
    List<ListedBackend> backends,
    List<Locked> lockedOut,
    List<Untold> untold,
    List<Refused> refused) {

  /** A backend that refuses everybody who calls, and why. */
  public record Locked(String backend, String requests, String reason) {}

  /** What another program is still to be told. */
  public record Untold(String to, String events, String reason) {}

  /** Why requests were refused. */
  public record Refused(
      Moment at, String place, int status, String reason, String caller, String requests) {}
}
