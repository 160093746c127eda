package org.threadless.backend.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request, as a sample has it.
 *
 * @param method default POST
 * @param url where it goes, of one that goes out
 * @param path below the backend's URL, of one that comes in
 * @param json the body, or else {@code form} or {@code body}
 * @param sign how the provider signs it; see {@link ProviderSignatures}
 */
record SampleRequest(
    String method,
    String url,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> form,
    JsonNode json,
    String body,
    String type,
    String sign) {

  private static final ObjectMapper JSON = new JsonMapper();

  SampleRequest {
    method = method == null ? "POST" : method;
    path = path == null ? "" : path;
    query = query == null ? Map.of() : query;
    headers = headers == null ? Map.of() : headers;
  }

  /** Returns path and query below the backend's URL. */
  String below() {
    return query.isEmpty() ? path : path + "?" + encoded(query);
  }

  /** Returns the body as it is sent. */
  String content() {
    if (json != null) {
      return json.toString();
    }
    return form == null ? body == null ? "" : body : encoded(form);
  }

  /** Returns the media type of the body; empty where there is none. */
  String contentType() {
    if (type != null) {
      return type;
    }
    return json != null ? "application/json" : form == null ? "" : PlainForms.TYPE;
  }

  /** Returns the same with other texts in all places. */
  SampleRequest filled(UnaryOperator<String> fill) {
    return new SampleRequest(
        method,
        url == null ? null : fill.apply(url),
        path,
        filled(query, fill),
        filled(headers, fill),
        form == null ? null : filled(form, fill),
        json == null ? null : JSON.readTree(fill.apply(json.toString())),
        body == null ? null : fill.apply(body),
        type,
        sign);
  }

  private static Map<String, String> filled(Map<String, String> map, UnaryOperator<String> fill) {
    return PlainForms.mapped(map, fill);
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
