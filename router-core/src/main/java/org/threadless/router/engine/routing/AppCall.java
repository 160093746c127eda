package org.threadless.router.engine.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.message.OutgoingMessage;

/**
 * One call of an app's phase method, after it has ended.
 *
 * @param app whose method
 * @param phase which one
 * @param message our id of the message that it was given, incoming or outgoing
 * @param took how long
 * @param answer what it returned; {@code false} from a method that returns nothing, and what counts
 *     instead where it threw
 * @param thrown what it threw; nothing of what it did remains then
 * @param before the text it was given
 * @param after the text that it left
 * @param reason why it cancelled a message, where it said so
 * @param made the messages that it made to be sent
 */
public record AppCall(
    AppName app,
    Phase phase,
    UUID message,
    Duration took,
    boolean answer,
    Optional<Throwable> thrown,
    String before,
    String after,
    Optional<String> reason,
    List<OutgoingMessage> made) {

  /** Copies the list. */
  public AppCall {
    made = List.copyOf(made);
  }

  /** Says what it decided, in words; of a call that threw, what counts instead. */
  public String decision() {
    return switch (phase) {
      case FILTER -> answer ? "true: stopped it" : "false: let it pass";
      case PARSE, CLEANUP, DELIVERED -> "saw it";
      case HANDLE -> answer ? "true: handled it" : "false: left it to others";
      case DEFAULT -> answer ? "true: was the last default" : "false: left it to others";
      case OUTGOING -> answer ? "true: let it go" : "false: cancelled it" + why();
    };
  }

  private String why() {
    return reason.map(each -> ", " + each).orElse("");
  }

  /** Says who threw what, in which phase; for a call that threw. */
  public String failure() {
    return phase + " of the app " + app + " threw " + thrown.orElseThrow();
  }
}
