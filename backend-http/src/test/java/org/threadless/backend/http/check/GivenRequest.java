package org.threadless.backend.http.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.Values;
import tools.jackson.databind.JsonNode;

/** A request as a test has it. */
final class GivenRequest implements CheckedRequest, Values {

  private final String pathAndQuery;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Map.Entry<String, String>> form = new ArrayList<>();
  private byte[] body = new byte[0];

  GivenRequest(String pathAndQuery) {
    this.pathAndQuery = pathAndQuery;
  }

  GivenRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  GivenRequest with(String field, String value) {
    form.add(Map.entry(field, value));
    return this;
  }

  GivenRequest body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  GivenRequest body(byte[] bytes) {
    body = bytes;
    return this;
  }

  @Override
  public Values values() {
    return this;
  }

  @Override
  public byte[] bodyBytes() {
    return body;
  }

  @Override
  public List<Map.Entry<String, String>> formFields() {
    return form;
  }

  @Override
  public String pathAndQuery() {
    return pathAndQuery;
  }

  @Override
  public Optional<String> field(String name) {
    return form.stream()
        .filter(field -> field.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public Optional<JsonNode> json() {
    return Optional.empty();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public Optional<String> query(String name) {
    String query = pathAndQuery.substring(pathAndQuery.indexOf('?') + 1);
    for (String field : query.split("&", -1)) {
      if (field.startsWith(name + "=")) {
        return Optional.of(field.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Integer> status() {
    return Optional.empty();
  }

  @Override
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
