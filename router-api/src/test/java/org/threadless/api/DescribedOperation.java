package org.threadless.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.text.PercentCoding;

/**
 * An operation as {@code openapi.yaml} has it.
 *
 * @param method in capitals
 * @param path with names in braces, below {@code /api/v1}
 * @param item what is said of the path
 */
record DescribedOperation(String method, String path, SchemaPart item) {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  SchemaPart part() {
    return item.get(method.toLowerCase(Locale.ROOT));
  }

  /** Returns the right that it needs. */
  String right() {
    return part().node().at("/security/0/token/0").stringValue();
  }

  /** Returns its parameters, and those of its path. */
  List<SchemaPart> parameters() {
    return Stream.concat(item.list("parameters").stream(), part().list("parameters").stream())
        .toList();
  }

  /** Returns the schemas of its parameters in the path, the query or the header, by name. */
  Map<String, SchemaPart> parameters(String in) {
    return parameters().stream()
        .filter(each -> each.text("in").equals(in))
        .collect(Collectors.toMap(each -> each.text("name"), each -> each.get("schema")));
  }

  /** Returns what is said of an answer: of its status by itself, or of all other refusals. */
  Optional<SchemaPart> answer(int status) {
    Optional<SchemaPart> exactly = part().at("responses", Integer.toString(status));
    return exactly.isPresent() || status < 400 ? exactly : part().at("responses", "default");
  }

  /** Returns the schemas of its body, by media type. */
  Map<String, SchemaPart> bodies() {
    return part()
        .at("requestBody", "content")
        .map(
            content ->
                content.names().stream()
                    .collect(
                        Collectors.toMap(Function.identity(), type -> content.get(type, "schema"))))
        .orElse(Map.of());
  }

  boolean isAt(String encoded) {
    return values(encoded).isPresent();
  }

  /** Returns what stands in a path in the place of the names; empty where it is another path. */
  Optional<Map<String, String>> values(String encoded) {
    Matcher here = Pattern.compile(NAME.matcher(path).replaceAll("([^/]*)")).matcher(encoded);
    if (!here.matches()) {
      return Optional.empty();
    }
    List<String> names = NAME.matcher(path).results().map(name -> name.group(1)).toList();
    return Optional.of(
        names.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> decoded(here.group(names.indexOf(name) + 1)))));
  }

  private static String decoded(String value) {
    byte[] bytes = PercentCoding.decode(value.replace("+", "%2B"));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns a path of it. */
  String pathWith(Function<SchemaPart, String> value) {
    Map<String, SchemaPart> parameters = parameters("path");
    return NAME.matcher(path)
        .replaceAll(
            name -> Matcher.quoteReplacement(encoded(value.apply(parameters.get(name.group(1))))));
  }

  static String encoded(String value) {
    return PercentCoding.encode(value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
