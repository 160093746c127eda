package org.threadless.http.request;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.text.TakenText;

/**
 * Makes identities of what comes in by one backend: format characters, which nobody sees, are
 * dropped, and a blank before digits is the {@code +} that somebody forgot to encode. The log says
 * so once for each. Safe for any thread.
 */
public final class IdentityReader {

  private static final Logger log = LoggerFactory.getLogger(IdentityReader.class);

  private static final String LINE_ENDS = "\r\n\t";

  private final BackendName backend;
  private final Numbers numbers;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Leaves it to others to make numbers uniform: the router does so with all that comes in.
   *
   * @param backend whose log lines they are
   */
  public IdentityReader(BackendName backend) {
    this(backend, Numbers.AS_THEY_COME);
  }

  /**
   * The same for who looks for somebody in what is stored.
   *
   * @param numbers how identities are made uniform
   */
  public IdentityReader(BackendName backend, Numbers numbers) {
    this.backend = backend;
    this.numbers = numbers;
  }

  /**
   * Returns who sent a form.
   *
   * @throws RequestException where the field is missing, or none can be made of it
   */
  public Identity of(FormReader form, String field) {
    return of(field, form.identity(field));
  }

  /**
   * Returns the identity that stands in a field, or in a path.
   *
   * @throws RequestException where none can be made of it
   */
  public Identity of(String field, TakenText came) {
    if (came.mends().contains(TakenText.NUL)) {
      throw RequestException.badField(field, "must not hold a control character");
    }
    came.mends().forEach(mend -> tell(mend));
    String mended = withPlus(withoutFormat(withoutLineEnds(came.text())));
    Identity identity = FormReader.checked(field, () -> new Identity(mended));
    return numbers.uniform(new Connection(backend, identity)).identity();
  }

  /** Inside of an identity they are refused: nobody can say whether there are two in it. */
  private String withoutLineEnds(String identity) {
    int start = 0;
    int end = identity.length();
    while (start < end && LINE_ENDS.indexOf(identity.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && LINE_ENDS.indexOf(identity.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end - start < identity.length()) {
      tell("line ends or tabs around them, dropped");
    }
    return identity.substring(start, end);
  }

  private String withoutFormat(String identity) {
    if (identity.codePoints().noneMatch(Identity::isFormat)) {
      return identity;
    }
    tell("format characters such as U+200F, dropped");
    StringBuilder kept = new StringBuilder(identity.length());
    identity
        .codePoints()
        .filter(codePoint -> !Identity.isFormat(codePoint))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private String withPlus(String identity) {
    boolean forgotten =
        identity.length() > 1 && identity.charAt(0) == ' ' && Character.isDigit(identity.charAt(1));
    if (forgotten) {
      tell("a blank before digits, read as +: the gateway must encode it as %2B");
    }
    return forgotten ? "+" + identity.substring(1) : identity;
  }

  private void tell(String mend) {
    if (!told.contains(mend) && told.add(mend)) {
      log.warn(
          "backend {}: identities come with {}; this is said once, and mended always",
          backend,
          mend);
    }
  }
}
