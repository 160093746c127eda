package org.threadless.backend.kannel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.threadless.http.RequestException;

/** The fields of a query as bytes. */
final class RawQuery {

  private final Map<String, byte[]> fields = new HashMap<>();

  private RawQuery() {}

  /**
   * Reads the query of a request.
   *
   * @throws RequestException where it is not percent-encoded, or holds a field twice
   */
  static RawQuery of(Request request) {
    RawQuery query = new RawQuery();
    String encoded = request.getHttpURI().getQuery();
    if (encoded != null && !encoded.isEmpty()) {
      for (String field : encoded.split("&", -1)) {
        query.add(field);
      }
    }
    return query;
  }

  private void add(String field) {
    int end = field.indexOf('=');
    String name = end < 0 ? field : field.substring(0, end);
    byte[] value = decode(name, end < 0 ? "" : field.substring(end + 1));
    if (fields.putIfAbsent(name, value) != null) {
      throw RequestException.badField(name, "is there more than once");
    }
  }

  private static byte[] decode(String name, String value) {
    try {
      return UrlBytes.decode(value);
    } catch (IllegalArgumentException e) {
      throw RequestException.badField(name, "is not percent-encoded");
    }
  }

  /**
   * Returns a field that must be there; it may be empty.
   *
   * @throws RequestException where it is missing
   */
  byte[] required(String name) {
    byte[] value = fields.get(name);
    if (value == null) {
      throw RequestException.badField(name, "is missing");
    }
    return value;
  }

  /** Returns a field; empty where it is missing or nothing is in it. */
  Optional<byte[]> bytes(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> value.length > 0);
  }

  /** Returns a field as text; empty where it is missing or nothing is in it. */
  Optional<String> text(String name) {
    return bytes(name).map(RawQuery::text);
  }

  /** Returns bytes as a text that can be kept, whatever they are. */
  static String text(byte[] bytes) {
    // What is not UTF-8 becomes U+FFFD by itself.
    return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }
}
