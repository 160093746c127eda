package org.threadless.backend.kannel.check;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.router.message.BackendName;

/** The URL by which smsbox hands over messages, as it stands in Kannel's configuration. */
final class GetUrl {

  private static final Map<String, String> CODES = new LinkedHashMap<>();

  static {
    CODES.put("id", "%p");
    CODES.put("text", "%b");
    CODES.put("charset", "%C");
    CODES.put("coding", "%c");
    CODES.put("external-id", "%I");
    CODES.put("to", "%P");
    CODES.put("smsc", "%i");
    CODES.put("timestamp", "%T");
    CODES.put("udh", "%u");
  }

  private GetUrl() {}

  /** Returns the path of a backend below the server's root. */
  static String path(BackendName backend) {
    return KannelSettings.ENGINE + "/" + backend + "/";
  }

  /** Returns the URL for a backend of the server at {@code root}. */
  static String of(URI root, BackendName backend, KannelSettings settings) {
    String base = root.toString();
    String query =
        CODES.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    String secret = settings.secret().map(each -> "&secret=" + each.reveal()).orElse("");
    return (base.endsWith("/") ? base : base + "/") + path(backend) + "?" + query + secret;
  }

  /** Returns what a field of the query has in its place. */
  static Optional<String> field(String getUrl, String name) {
    String query = getUrl.substring(getUrl.indexOf('?') + 1);
    return Arrays.stream(query.split("&", -1))
        .filter(field -> field.startsWith(name + "="))
        .map(field -> field.substring(name.length() + 1))
        .findFirst();
  }
}
