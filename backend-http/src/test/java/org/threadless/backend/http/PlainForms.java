package org.threadless.backend.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Forms, as a test reads and writes them. */
final class PlainForms {

  static final String TYPE = "application/x-www-form-urlencoded";

  private PlainForms() {}

  /** Returns the fields of a form. */
  static Map<String, String> fields(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int separator = field.indexOf('=');
      fields.put(decoded(field.substring(0, separator)), decoded(field.substring(separator + 1)));
    }
    return fields;
  }

  /** Returns the map with other values. */
  static Map<String, String> mapped(Map<String, String> map, UnaryOperator<String> change) {
    Map<String, String> mapped = new LinkedHashMap<>();
    map.forEach((key, value) -> mapped.put(key, change.apply(value)));
    return mapped;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
