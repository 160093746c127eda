package org.threadless.backend.http.request;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.server.Request;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.backend.http.value.Values;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestBody;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.text.TakenText;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A request as it came, read once. Its content type says whether it is JSON or a form; where there
 * is none, it is JSON where it can be read as that. What looks like JSON and is none is a form,
 * too, and may be meant to be neither: see {@link #brokenJson}. See {@link FormReader} for
 * charsets.
 */
public final class ReceivedRequest implements Values, CheckedRequest {

  private final Request request;
  private final RequestBody body;
  private final FormReader form;
  private final TakenText text;
  private final Optional<JsonNode> json;
  private final Optional<RequestException> brokenJson;

  private ReceivedRequest(
      Request request,
      RequestBody body,
      FormReader form,
      TakenText text,
      Optional<JsonNode> json,
      Optional<RequestException> brokenJson) {
    this.request = request;
    this.body = body;
    this.form = form;
    this.text = text;
    this.json = json;
    this.brokenJson = brokenJson;
  }

  /**
   * Reads a request. Waits for its body.
   *
   * @param fallback the charset of a request that names none
   * @throws RequestException where it cannot be read
   */
  public static ReceivedRequest of(Request request, Charset fallback) {
    RequestBody body = RequestBody.of(request);
    if (JsonBody.isJson(body.type())) {
      return ofJson(request, body, fallback);
    }
    if (JsonBody.mayBeJson(body.type(), body.bytes())) {
      try {
        return ofJson(request, body, fallback);
      } catch (RequestException e) {
        return ofForm(request, body, fallback, Optional.of(e));
      }
    }
    return ofForm(request, body, fallback, Optional.empty());
  }

  private static ReceivedRequest ofForm(
      Request request, RequestBody body, Charset fallback, Optional<RequestException> brokenJson) {
    FormReader form = FormReader.of(request, body, fallback);
    TakenText text = TakenText.of(body.bytes(), form.charset());
    return new ReceivedRequest(request, body, form, text, Optional.empty(), brokenJson);
  }

  private static ReceivedRequest ofJson(Request request, RequestBody body, Charset fallback) {
    FormReader query = FormReader.ofQuery(request, fallback);
    TakenText text = TakenText.of(body.bytes(), query.charset(), query.mends());
    Optional<JsonNode> json =
        text.text().isBlank() ? Optional.empty() : Optional.of(JsonBody.read(text.text()));
    return new ReceivedRequest(request, body, query, text, json, Optional.empty());
  }

  /** Returns the same request, of which this part of the JSON is looked at alone. */
  public ReceivedRequest element(JsonNode part) {
    return new ReceivedRequest(request, body, form, text, Optional.of(part), brokenJson);
  }

  /** Returns the elements of an array, in its order; empty where there is none at that place. */
  public Optional<List<ReceivedRequest>> elements(JsonPointer array) {
    return json.map(node -> node.at(array))
        .filter(JsonNode::isArray)
        .map(node -> StreamSupport.stream(node.spliterator(), false).map(this::element).toList());
  }

  /**
   * Returns why the body is no JSON though it looks like it, where nothing says what it is: that is
   * what is wrong with a request that nothing is found in.
   */
  public Optional<RequestException> brokenJson() {
    return brokenJson;
  }

  /** Says that a token of ours lets it in, or does not. */
  public void byToken() {
    Answers.byToken(request);
  }

  /** Returns the method, as it came. */
  public String method() {
    return request.getMethod();
  }

  @Override
  public Values values() {
    return this;
  }

  @Override
  public String pathAndQuery() {
    return request.getHttpURI().getPathQuery();
  }

  /** Returns the bytes of the body as they came, which nobody may change. */
  @Override
  public byte[] bodyBytes() {
    return body.bytes();
  }

  @Override
  public List<Map.Entry<String, String>> formFields() {
    return form.bodyFields();
  }

  /** Returns the fields of form and query. */
  public FormReader form() {
    return form;
  }

  /**
   * Returns what stands at a place as the text of a message, mended where that is needed; it may be
   * empty. Of a field that is there more than once all values count, one in each line.
   */
  public Optional<TakenText> text(ValuePath path) {
    return path.field().isPresent()
        ? path.field().flatMap(form::optionalText)
        : path.orEmptyIn(this).map(this::ofWholeBody);
  }

  // What was mended in the body may be this text.
  private TakenText ofWholeBody(String value) {
    TakenText own = TakenText.of(value);
    List<String> mends = Stream.concat(text.mends().stream(), own.mends().stream()).toList();
    return new TakenText(own.text(), mends, own.raw());
  }

  @Override
  public Optional<String> field(String name) {
    return form.optional(name);
  }

  @Override
  public Optional<JsonNode> json() {
    return json;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  @Override
  public Optional<String> query(String name) {
    return form.query(name);
  }

  @Override
  public Optional<Integer> status() {
    return Optional.empty();
  }

  @Override
  public String body() {
    return text.text();
  }
}
