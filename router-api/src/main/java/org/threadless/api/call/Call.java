package org.threadless.api.call;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields.Field;
import org.threadless.http.request.RequestBody;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.message.BackendName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One call of an operation, by a program whose token may. Used by one thread. */
public final class Call {

  // A list of 100,000 numbers with their plus.
  private static final int LONGEST_JSON = 2 * 1024 * 1024;

  // Each becomes an object: these are some tens of megabytes, whatever they are.
  private static final int MOST_TOKENS = 500_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Request request;
  private final Token token;
  private final Map<String, String> path;
  private RequestBody body;

  Call(Request request, Token token, Map<String, String> path) {
    this.request = request;
    this.token = token;
    this.path = Map.copyOf(path);
  }

  /** Returns whose call it is. */
  public Token token() {
    return token;
  }

  /** Returns what stands in the path in the place of {@code {name}}. */
  public String path(String name) {
    return path.get(name);
  }

  /**
   * The same, read.
   *
   * @param reader throws an {@link IllegalArgumentException} where it means nothing
   * @throws ProblemException then: there is nothing at such a path
   */
  public <T> T path(String name, Function<String, T> reader) {
    try {
      return reader.apply(path.get(name));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(name + " " + e.getMessage());
    }
  }

  /** Returns the id in the path. */
  public UUID id() {
    return path("id", Written::id);
  }

  /** Returns the backend in the path, which the token has to be for. */
  public BackendName backend() {
    BackendName backend = path("backend", BackendName::new);
    require(backend);
    return backend;
  }

  /**
   * Lets only those go on whose token is for a backend.
   *
   * @throws ProblemException for others
   */
  public void require(BackendName backend) {
    if (!token.isFor(backend)) {
      throw new ProblemException(
          Problem.of(403, "the token " + token.name() + " is not for the backend " + backend));
    }
  }

  /**
   * Lets only those go on whose token has a right.
   *
   * @throws ProblemException for others
   */
  public void require(Right right) {
    if (!token.may(right)) {
      throw new ProblemException(
          Problem.of(
              403,
              "the token "
                  + token.name()
                  + " may not do this: it needs the right "
                  + right.written()));
    }
  }

  /** Returns what is asked, but for the body: method, path and query. */
  public String asked() {
    return request.getMethod() + " " + request.getHttpURI().getPathQuery();
  }

  /** Returns a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Returns the fields of the query, each a text. */
  public Fields query() {
    ObjectNode query = JSON.createObjectNode();
    for (Field field : parameters()) {
      if (field.hasMultipleValues()) {
        throw ProblemException.of(field.getName(), "is there twice; send it once");
      }
      query.put(field.getName(), field.getValue());
    }
    return new Fields(query);
  }

  private org.eclipse.jetty.util.Fields parameters() {
    try {
      return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      throw new ProblemException(Problem.of(400, "the query cannot be read: encode it as UTF-8"));
    }
  }

  /** Returns the media type of the body; empty where none is named. */
  public String type() {
    return whole().type();
  }

  /**
   * Returns the fields of the body, a JSON object.
   *
   * @throws ProblemException where it is none
   */
  public Fields body() {
    // All of it is said in the object.
    query().finish();
    if (header(HttpHeader.CONTENT_TYPE.asString()).isPresent()
        && !type().equals("application/json")) {
      throw new ProblemException(Problem.of(415, "send application/json"));
    }
    if (bytes().length > LONGEST_JSON) {
      throw new ProblemException(
          Problem.of(413, "a JSON object may have 2 MiB; send a table as text/csv, or in parts"));
    }
    try {
      JsonNode node = JSON.readTree(bytes());
      if (node == null || !node.isObject()) {
        throw new ProblemException(Problem.of(400, "the body must be a JSON object"));
      }
      return new Fields(node);
    } catch (JacksonException e) {
      throw new ProblemException(Problem.of(400, "the body " + problem(e)));
    }
  }

  private static String problem(JacksonException e) {
    TokenStreamLocation where = e.getLocation();
    return where == null
        ? "cannot be read: it is nested too deep, has too many parts, or a number or a name in it is"
            + " too long"
        : "is no JSON: line " + where.getLineNr() + ", column " + where.getColumnNr();
  }

  /**
   * Returns the body, a text in UTF-8.
   *
   * @throws ProblemException where it is none
   */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.of(400, "the body is not in UTF-8"));
    }
  }

  /** Returns the body as it came. */
  public byte[] bytes() {
    return whole().bytes();
  }

  private RequestBody whole() {
    if (body == null) {
      body = RequestBody.of(request);
    }
    return body;
  }
}
