package org.threadless.http.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files this process may have open. A connection is one of them: where there are none
 * left, no connection is taken any more, health checks' included, and no database is opened.
 */
public final class OpenFiles {

  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

  // For the database, for gateways, and for what Java reads.
  private static final int OTHERS = 512;

  private OpenFiles() {}

  /** Returns how many connections there may be of those wanted, and says in the log if not all. */
  static int connections(int wanted) {
    int room = room(wanted);
    if (room < wanted) {
      log.warn(
          "only {} connections at once, not {} (http.max-connections): this process may not have"
              + " more files open; raise that with ulimit -n, or LimitNOFILE of systemd",
          room,
          wanted);
    }
    return room;
  }

  /** Returns how many connections there may be of those wanted. */
  public static int room(int wanted) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? connections(wanted, unix.getMaxFileDescriptorCount())
        : wanted;
  }

  /**
   * @param limit of files, or less than 1 where it is not known
   */
  static int connections(int wanted, long limit) {
    return limit < 1 ? wanted : (int) Math.min(wanted, limit - Math.min(limit / 2, OTHERS));
  }
}
