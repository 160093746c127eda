package org.threadless.http.receive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;

/**
 * What the form of a gateway looks like: begins as {@link #posted}, and says what differs from
 * that.
 */
public final class IncomingForm {

  /** What becomes of a form without a field for the text. */
  public enum MissingText {
    /** It is answered 400. */
    REFUSE,
    /** It is a message with an empty text. */
    EMPTY
  }

  private final Set<HttpMethod> methods;
  private final String identity;
  private final String text;
  private final Optional<String> externalId;
  private final Charset charset;
  private final MissingText missingText;

  private IncomingForm(
      Set<HttpMethod> methods,
      String identity,
      String text,
      Optional<String> externalId,
      Charset charset,
      MissingText missingText) {
    this.methods = Set.copyOf(methods);
    this.identity = identity;
    this.text = text;
    this.externalId = externalId;
    this.charset = charset;
    this.missingText = missingText;
  }

  /**
   * Returns a form that comes by POST, in UTF-8 unless it says otherwise, and is refused without a
   * text.
   *
   * @param identity the field that says who sent it
   * @param text the field that says what
   */
  public static IncomingForm posted(String identity, String text) {
    return new IncomingForm(
        Set.of(HttpMethod.POST),
        identity,
        text,
        Optional.empty(),
        StandardCharsets.UTF_8,
        MissingText.REFUSE);
  }

  /** Returns the same, which comes by GET as well, in the query. */
  public IncomingForm alsoByGet() {
    return new IncomingForm(
        Set.of(HttpMethod.POST, HttpMethod.GET), identity, text, externalId, charset, missingText);
  }

  /** Returns the same with a field for the gateway's own id; a message may come without it. */
  public IncomingForm withExternalId(String field) {
    return new IncomingForm(methods, identity, text, Optional.of(field), charset, missingText);
  }

  /** Returns the same in another charset, for a request that names none. */
  public IncomingForm withCharset(Charset other) {
    return new IncomingForm(methods, identity, text, externalId, other, missingText);
  }

  /** Returns the same where a missing text means something else. */
  public IncomingForm withMissingText(MissingText meaning) {
    return new IncomingForm(methods, identity, text, externalId, charset, meaning);
  }

  Set<HttpMethod> methods() {
    return methods;
  }

  String identity() {
    return identity;
  }

  String text() {
    return text;
  }

  Optional<String> externalId() {
    return externalId;
  }

  Charset charset() {
    return charset;
  }

  MissingText missingText() {
    return missingText;
  }
}
