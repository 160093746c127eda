package org.threadless.backend.http.outgoing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.value.Conditions;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.backend.http.value.Values;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.message.ReceivedMessage;

/**
 * What answers of one gateway mean: the first rule of its preset that holds, else {@link
 * GatewayAnswer}. A body that cannot be read, or of which only the beginning was, has no values, so
 * that rules which ask for one do not hold: where success may say no, the last rule is one for the
 * status alone.
 */
final class Meanings {

  private static final int LONGEST_ID = ReceivedMessage.MAX_EXTERNAL_ID_LENGTH;
  private static final int LONGEST_REASON = 200;
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Z}]+");

  private final List<Rule> rules;
  private final List<ValuePath> id;
  private final Optional<Pattern> idPattern;
  private final List<ValuePath> reason;
  private final SettingNames wording;
  private final InstantSource clock;

  private record Rule(Conditions conditions, Meaning meaning) {}

  Meanings(OutgoingSettings settings, SettingNames wording, InstantSource clock) {
    this.rules =
        settings.results().stream().map(rule -> new Rule(rule.conditions(), rule.is())).toList();
    this.id = settings.id().map(OneOrMore::all).orElse(List.of());
    this.idPattern = settings.idPattern().map(Pattern::compile);
    this.reason = settings.reason().map(OneOrMore::all).orElse(List.of());
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * Returns what an answer means for the message.
   *
   * @param secrets what the gateway may repeat, and nobody may read
   */
  SendResult of(GatewayClient.Answered answered, Supplier<Secrets> secrets) {
    GatewayReply reply = new GatewayReply(answered);
    Meaning meaning = meaning(answered.status(), reply);
    return meaning == Meaning.ACCEPTED
        ? meaning.result("", Optional.empty(), gatewayId(reply))
        : meaning.result(
            reason(answered.status(), reply, secrets),
            answered.retryAfter(clock),
            Optional.empty());
  }

  private Meaning meaning(int status, Values reply) {
    return rules.stream()
        .filter(rule -> rule.conditions().hold(reply))
        .map(Rule::meaning)
        .findFirst()
        .orElseGet(() -> GatewayAnswer.meaning(status));
  }

  private Optional<String> gatewayId(Values reply) {
    return ValuePath.first(id, reply)
        .flatMap(this::matched)
        .map(found -> shortened(found.strip(), LONGEST_ID))
        .filter(found -> !found.isEmpty());
  }

  private Optional<String> matched(String value) {
    if (idPattern.isEmpty()) {
      return Optional.of(value);
    }
    Matcher matcher = idPattern.get().matcher(value);
    return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }

  private String reason(int status, Values reply, Supplier<Secrets> secrets) {
    return ValuePath.first(reason, reply)
        .or(() -> plain(reply.body()))
        .map(said -> secrets.get().masked(said))
        .map(said -> shortened(UNSEEN.matcher(said).replaceAll(" ").strip(), LONGEST_REASON))
        .filter(said -> !said.isEmpty())
        .map(said -> GatewayAnswer.answered(status) + ": " + said)
        .orElseGet(() -> GatewayAnswer.reason(status, wording));
  }

  // Where it is not where it should be, the beginning says more than nothing; but not that of a
  // page.
  private static Optional<String> plain(String body) {
    return body.stripLeading().startsWith("<") ? Optional.empty() : Optional.of(body);
  }

  // Without half a character at its end.
  private static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
  }
}
