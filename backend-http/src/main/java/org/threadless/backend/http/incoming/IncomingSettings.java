package org.threadless.backend.http.incoming;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.required;

import java.util.Map;
import java.util.Optional;
import org.threadless.backend.http.rule.Method;
import org.threadless.backend.http.rule.Scope;
import org.threadless.backend.http.value.TimeSettings;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;
import org.threadless.router.message.ReceivedMessage;

/**
 * One of the rules by which requests are messages. Where a setting has several places, the first at
 * which something stands counts.
 *
 * @param methods the methods; default POST
 * @param when what must stand where; default nothing
 * @param each where the array of messages is, as a JSON Pointer, {@code ""} for all of the body;
 *     default none: the request is one message. The places are in an element then
 * @param identity who sent it
 * @param text what was said; needed unless there is {@code text-hex}
 * @param id the provider's own id of the message; default none, so that no message is taken for a
 *     duplicate
 * @param time when it was sent; default none: now
 * @param fields what else is kept with it, by name
 * @param textHex the bytes of the text in hexadecimal digits
 * @param textCoding their coding, as SMPP's data_coding; default 0
 * @param textPercent the charset of the bytes that {@code text} is percent-encoded from, as some
 *     write it into JSON; default none: it is the text itself
 */
public record IncomingSettings(
    OneOrMore<Method> methods,
    Map<String, OneOrMore<String>> when,
    String each,
    OneOrMore<ValuePath> identity,
    Optional<OneOrMore<ValuePath>> text,
    Optional<OneOrMore<ValuePath>> id,
    Optional<OneOrMore<TimeSettings>> time,
    Map<String, OneOrMore<ValuePath>> fields,
    Optional<ValuePath> textHex,
    Optional<ValuePath> textCoding,
    Optional<String> textPercent) {

  /** Fills in what is left out, and refuses what no message could be read by. */
  public IncomingSettings {
    Scope.of(methods, when, each);
    required("identity", identity);
    text = orElse(text, Optional.empty());
    id = orElse(id, Optional.empty());
    time = orElse(time, Optional.empty());
    fields = Map.copyOf(orElse(fields, Map.of()));
    textHex = orElse(textHex, Optional.empty());
    textCoding = orElse(textCoding, Optional.empty());
    check(text.isPresent() || textHex.isPresent(), "text", "is missing");
    check(text.isEmpty() || textHex.isEmpty(), "textHex", "must not be there as well as text");
    check(
        textCoding.isEmpty() || textHex.isPresent(),
        "textCoding",
        "is about text-hex, which is missing");
    textPercent = orElse(textPercent, Optional.empty());
    textPercent.ifPresent(charset -> Settings.charset("textPercent", charset));
    check(
        textPercent.isEmpty() || text.isPresent(),
        "textPercent",
        "is about text, which is missing");
    check(
        !fields.containsKey(ReceivedMessage.RAW),
        "fields",
        "must not have one named " + ReceivedMessage.RAW + ", which is the router's own");
  }

  Scope scope() {
    return Scope.of(methods, when, each);
  }
}
