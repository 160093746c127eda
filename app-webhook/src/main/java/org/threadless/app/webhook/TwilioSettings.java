package org.threadless.app.webhook;

import java.util.Optional;
import java.util.regex.Pattern;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * How a program is asked that was written for Twilio.
 *
 * @param accountSid what it is told as {@code AccountSid}; default AC and zeros
 * @param authToken what {@code X-Twilio-Signature} is made with; default unsigned
 * @param to the number that it is told people write to; default the name of the backend
 */
record TwilioSettings(
    Optional<String> accountSid, Optional<Secret> authToken, Optional<String> to) {

  private static final Pattern SID = Pattern.compile("AC[0-9a-f]{32}");

  static final TwilioSettings NONE =
      new TwilioSettings(Optional.empty(), Optional.empty(), Optional.empty());

  TwilioSettings {
    accountSid = Settings.orElse(accountSid, Optional.empty());
    authToken = Settings.orElse(authToken, Optional.empty());
    to = Settings.orElse(to, Optional.empty());
    accountSid.ifPresent(
        sid ->
            Settings.check(
                SID.matcher(sid).matches(),
                "accountSid",
                "must be AC and then 32 of the characters 0-9 and a-f"));
    authToken.ifPresent(token -> Settings.notBlank("authToken", token.reveal()));
    to.ifPresent(number -> Settings.notBlank("to", number));
  }

  String sid() {
    return accountSid.orElse("AC" + "0".repeat(32));
  }
}
