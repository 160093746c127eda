package org.threadless.backend.kannel.outgoing;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.text.UrlBytes;

/** The URL of a request to smsbox. It holds the password. */
public final class SendsmsUrl {

  private SendsmsUrl() {}

  /** Returns the URL with no more than the parameters of the settings. */
  public static URI withoutMessage(KannelSettings settings) {
    return of(settings, Map.of());
  }

  /**
   * Returns the URL of a message.
   *
   * @param encoded what the settings do not hold, or say for all messages, by name, percent-encoded
   */
  public static URI of(KannelSettings settings, Map<String, String> encoded) {
    Map<String, String> parameters = new TreeMap<>(encoded);
    settings
        .sendsmsParams()
        .forEach(
            (name, value) ->
                parameters.putIfAbsent(UrlBytes.encode(name), UrlBytes.encode(value.reveal())));
    return URI.create(
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", settings.sendsmsUrl() + "?", "")));
  }
}
