package org.threadless.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;

/**
 * What the form of a gateway looks like.
 *
 * @param methods POST for a form in the body, or GET for one in the query as well
 * @param identity the field that says who sent it
 * @param text the field that says what
 * @param externalId the field of the gateway's own id, where there is one; a message may come
 *     without it
 * @param charset of a request that names none
 * @param missingText what becomes of a POST that says who sent it, and has no field for the text
 */
public record IncomingForm(
    Set<HttpMethod> methods,
    String identity,
    String text,
    Optional<String> externalId,
    Charset charset,
    MissingText missingText) {

  /** What becomes of a form without a field for the text. */
  public enum MissingText {
    /** It is answered 400. */
    REFUSE,
    /** It is a message with an empty text. */
    EMPTY
  }

  /** Copies the methods. */
  public IncomingForm {
    methods = Set.copyOf(methods);
  }

  /** Returns a form that comes by POST, in UTF-8 unless it says otherwise. */
  public static IncomingForm posted(String identity, String text) {
    return new IncomingForm(
        Set.of(HttpMethod.POST),
        identity,
        text,
        Optional.empty(),
        StandardCharsets.UTF_8,
        MissingText.REFUSE);
  }

  /** Returns the same, which comes by GET as well. */
  public IncomingForm alsoByGet() {
    return new IncomingForm(
        Set.of(HttpMethod.POST, HttpMethod.GET), identity, text, externalId, charset, missingText);
  }

  /** Returns the same with a field for the gateway's own id. */
  public IncomingForm withExternalId(String field) {
    return new IncomingForm(methods, identity, text, Optional.of(field), charset, missingText);
  }

  /** Returns the same in another charset. */
  public IncomingForm withCharset(Charset other) {
    return new IncomingForm(methods, identity, text, externalId, other, missingText);
  }

  /** Returns the same where a missing text means something else. */
  public IncomingForm withMissingText(MissingText meaning) {
    return new IncomingForm(methods, identity, text, externalId, charset, meaning);
  }
}
