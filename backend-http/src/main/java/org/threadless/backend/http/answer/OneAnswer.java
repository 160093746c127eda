package org.threadless.backend.http.answer;

import static org.threadless.router.config.Settings.orElse;

import java.util.Optional;
import java.util.regex.Pattern;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.Settings;

/**
 * One answer to a provider.
 *
 * @param status the HTTP status; default that of the case
 * @param type the media type of the body; default {@code text/plain; charset=UTF-8} where there is
 *     a body
 * @param body the body; default none, since some providers send it to the phone
 */
public record OneAnswer(Optional<Integer> status, Optional<String> type, Optional<Template> body) {

  /** The answer that leaves all to the case. */
  static final OneAnswer DEFAULT =
      new OneAnswer(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9.+_-]+/[A-Za-z0-9.+_-]+( *;[ A-Za-z0-9.+_=\"-]+)?");

  /** Refuses what HTTP does not know. */
  public OneAnswer {
    status = orElse(status, Optional.empty());
    status.ifPresent(number -> Settings.range("status", number, 200, 599));
    type = orElse(type, Optional.empty());
    type.ifPresent(
        written ->
            Settings.check(
                MEDIA_TYPE.matcher(written).matches(),
                "type",
                "must be a media type such as text/xml, and is " + written));
    body = orElse(body, Optional.<Template>empty()).filter(given -> !given.toString().isEmpty());
    Settings.check(
        body.isEmpty() || status.filter(OneAnswer::isWithoutBody).isEmpty(),
        "body",
        "must be left out where the status is 204, 205 or 304");
  }

  private static boolean isWithoutBody(int status) {
    return status == 204 || status == 205 || status == 304;
  }
}
