package org.threadless.backend.http.outgoing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Keeps out of what people read whatever is a secret, also as a URL, a form or JSON has it. */
public final class Secrets {

  private static final String MASK = "***";

  private final List<String> written;

  private Secrets(List<String> written) {
    this.written = written;
  }

  /** Knows these. */
  public static Secrets of(List<String> values) {
    return new Secrets(longestFirst(values.stream().flatMap(Secrets::forms)));
  }

  /** Knows these as well. */
  Secrets and(List<String> values) {
    return new Secrets(
        longestFirst(Stream.concat(written.stream(), values.stream().flatMap(Secrets::forms))));
  }

  private static List<String> longestFirst(Stream<String> forms) {
    return forms
        .filter(form -> !form.isEmpty())
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  private static Stream<String> forms(String value) {
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    String quoted = JsonMapper.shared().writeValueAsString(value);
    String json = quoted.substring(1, quoted.length() - 1);
    // PHP escapes the slash too.
    return Stream.of(value, form, form.replace("+", "%20"), json, json.replace("/", "\\/"));
  }

  /** Returns the text without any of them. */
  public String masked(String text) {
    String masked = text;
    for (String secret : written) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
