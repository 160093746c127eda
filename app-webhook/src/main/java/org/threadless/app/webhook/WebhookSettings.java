package org.threadless.app.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.handler.Handler;

/**
 * The settings of the app {@code webhook}.
 *
 * @param url the program that is asked
 * @param fallbackUrl the one that is asked where that fails; default none
 * @param secret what questions are signed with; default unsigned
 * @param timeout how long an answer is waited for, of each; default 10s
 * @param keywords the program is asked about what begins with one of them; default about all
 * @param pattern and about what this regular expression matches
 * @param request how it is asked; default JSON
 * @param answer how it answers; default as it is asked
 * @param onFailure what becomes of a message where nobody has answered; default it is for the next
 *     app
 * @param twilio how it is asked as Twilio does
 */
record WebhookSettings(
    URI url,
    Optional<URI> fallbackUrl,
    Optional<Secret> secret,
    Duration timeout,
    List<String> keywords,
    Optional<String> pattern,
    RequestForm request,
    AnswerForm answer,
    OnFailure onFailure,
    TwilioSettings twilio) {

  /** How the program is asked. */
  enum RequestForm {
    JSON,
    /** As by Twilio, in a form. */
    TWILIO
  }

  // Whoever sends a message to the router waits as long.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  WebhookSettings {
    Settings.httpUrl("url", Settings.required("url", url));
    fallbackUrl = Settings.orElse(fallbackUrl, Optional.empty());
    fallbackUrl.ifPresent(other -> Settings.httpUrl("fallbackUrl", other));
    secret = Settings.orElse(secret, Optional.empty());
    secret
        .flatMap(WebhookSecret::problem)
        .ifPresent(
            problem -> {
              throw new InvalidSettingException("secret", problem);
            });
    timeout = Settings.positive("timeout", Settings.orElse(timeout, Duration.ofSeconds(10)));
    Settings.check(
        timeout.compareTo(LONGEST) <= 0, "timeout", "must be 5m at most, and is " + timeout);
    keywords = List.copyOf(Settings.orElse(keywords, List.of()));
    keywords.forEach(WebhookSettings::checkKeyword);
    pattern = Settings.orElse(pattern, Optional.empty());
    pattern.ifPresent(WebhookSettings::checkPattern);
    request = Settings.orElse(request, RequestForm.JSON);
    answer =
        Settings.orElse(answer, request == RequestForm.JSON ? AnswerForm.JSON : AnswerForm.TWIML);
    onFailure = Settings.orElse(onFailure, OnFailure.NEXT);
    twilio = Settings.orElse(twilio, TwilioSettings.NONE);
  }

  private static void checkKeyword(String word) {
    try {
      Handler unused = Handler.keyword(word, (message, rest) -> {});
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "keywords",
          "must be words, none of them with blanks around it or a quotation mark before it, and one"
              + " is '"
              + word
              + "'");
    }
  }

  private static void checkPattern(String regex) {
    try {
      Handler unused = Handler.pattern(regex, (message, groups) -> {});
    } catch (PatternSyntaxException e) {
      throw new InvalidSettingException(
          "pattern", "must be a regular expression, and is none: " + e.getDescription());
    }
  }
}
