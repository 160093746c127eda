package org.threadless.app.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Fields;
import org.threadless.http.webhook.Hmac;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.text.Segments;

/**
 * A question as Twilio asks it, signed as Twilio does.
 *
 * @param form by name, in the order that the signature wants
 */
record TwilioQuestion(
    BackendName backend, SortedMap<String, String> form, Optional<Secret> authToken)
    implements ProgramQuestion {

  static TwilioQuestion of(IncomingMessage message, TwilioSettings settings) {
    SortedMap<String, String> form = new TreeMap<>();
    // Twilio's are 32 hexadecimal digits as well.
    String sid = "SM" + message.id().toString().replace("-", "");
    form.put("MessageSid", sid);
    form.put("SmsMessageSid", sid);
    form.put("SmsSid", sid);
    form.put("SmsStatus", "received");
    form.put("AccountSid", settings.sid());
    form.put("ApiVersion", "2010-04-01");
    form.put("From", message.connection().identity().value());
    form.put("To", settings.to().orElse(message.connection().backend().value()));
    form.put("Body", message.text());
    form.put("NumMedia", "0");
    form.put("NumSegments", Integer.toString(Segments.of(message.text()).count()));
    return new TwilioQuestion(message.connection().backend(), form, settings.authToken());
  }

  @Override
  public Request in(Request request, URI url, Instant at) {
    authToken
        .map(token -> signature(token, url, form))
        .ifPresent(
            signature -> request.headers(headers -> headers.put("X-Twilio-Signature", signature)));
    Fields fields = new Fields();
    form.forEach(fields::add);
    return request
        .method(HttpMethod.POST)
        .body(new FormRequestContent(fields, StandardCharsets.UTF_8));
  }

  // Of the URL, and behind it each field with its name.
  static String signature(Secret token, URI url, SortedMap<String, String> form) {
    String signed =
        form.entrySet().stream()
            .map(TwilioQuestion::joined)
            .collect(Collectors.joining("", url.toString(), ""));
    byte[] key = token.reveal().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(new Hmac(Hmac.SHA1, key).of(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String joined(Map.Entry<String, String> field) {
    return field.getKey() + field.getValue();
  }
}
