package org.threadless.backend.http.report;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.threadless.backend.http.rule.Method;
import org.threadless.backend.http.rule.Scope;
import org.threadless.backend.http.value.TimeSettings;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.message.ReportedState;

/**
 * One of the rules by which requests are delivery reports. Which message one is about is said by
 * our id, or by the provider's, or else by the URL that was given for it: that has a token.
 *
 * @param at the path below the backend's URL that they come at; default that URL, and {@code
 *     report} for those with a token
 * @param methods the methods; default POST
 * @param when what must stand where; default nothing
 * @param each where the array of reports is, as a JSON Pointer, {@code ""} for all of the body;
 *     default none: the request is one report
 * @param messageId where our id of the message comes back
 * @param gatewayId where the provider's own id of the message is
 * @param state where the word for the state is
 * @param is the state, where the rule itself tells it
 * @param states the words
 * @param text what is kept of what else it says
 * @param source who reports
 * @param time when that was
 */
public record ReportSettings(
    Optional<String> at,
    OneOrMore<Method> methods,
    Map<String, OneOrMore<String>> when,
    String each,
    Optional<OneOrMore<ValuePath>> messageId,
    Optional<OneOrMore<ValuePath>> gatewayId,
    Optional<OneOrMore<ValuePath>> state,
    Optional<ReportedState> is,
    StateWords states,
    Optional<OneOrMore<ValuePath>> text,
    Optional<OneOrMore<ValuePath>> source,
    Optional<OneOrMore<TimeSettings>> time) {

  /** The path of the URLs that have a token. */
  public static final String PATH = "report";

  private static final Pattern PATHS = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

  /** Fills in what is left out, and refuses what no report could be read by. */
  public ReportSettings {
    Scope.of(methods, when, each);
    messageId = orElse(messageId, Optional.empty());
    gatewayId = orElse(gatewayId, Optional.empty());
    state = orElse(state, Optional.empty());
    is = orElse(is, Optional.empty());
    states = orElse(states, new StateWords(null, null, null, null, null, null));
    text = orElse(text, Optional.empty());
    source = orElse(source, Optional.empty());
    time = orElse(time, Optional.empty());
    check(
        messageId.isEmpty() || gatewayId.isEmpty(),
        "gatewayId",
        "must not be there as well as message-id");
    boolean byToken = messageId.isEmpty() && gatewayId.isEmpty();
    at = orElse(at, Optional.empty());
    at.ifPresent(
        path ->
            check(
                PATHS.matcher(path).matches(),
                "at",
                "must be a path such as report, without a slash at its ends, and is " + path));
    check(
        !byToken || at.filter(path -> !path.equals(PATH)).isEmpty(),
        "at",
        "must be " + PATH + ", where {report-url} leads, unless there is message-id or gateway-id");
    check(state.isPresent() || is.isPresent(), "state", "is missing");
    check(state.isEmpty() || is.isEmpty(), "is", "must not be there as well as state");
    check(
        state.isEmpty() || !states.states().isEmpty(),
        "states",
        "is missing: it says what the words of state mean");
  }

  /** Returns the path below the backend's URL; empty for that URL itself. */
  public String path() {
    return at.orElse(isByToken() ? PATH : "");
  }

  /** Returns whether they come at the backend's URL itself. */
  public boolean isHere() {
    return path().isEmpty();
  }

  /** Returns whether the URL of a report tells by a token which message it is about. */
  public boolean isByToken() {
    return messageId.isEmpty() && gatewayId.isEmpty();
  }

  Scope scope() {
    return Scope.of(methods, when, each);
  }
}
