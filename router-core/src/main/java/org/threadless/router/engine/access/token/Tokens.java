package org.threadless.router.engine.access.token;

import java.util.List;
import java.util.Optional;
import org.threadless.router.config.Secret;

/**
 * Keeps tokens, and of the text of each no more than its hash. What one node changes holds on all
 * of them at once. Safe for any thread.
 *
 * <p>Every method but {@link #used} throws {@link
 * org.threadless.router.conversation.StoreUnavailableException} where the database cannot be used
 * now.
 */
public interface Tokens {

  /**
   * Makes a token.
   *
   * @return its text, which nobody can find out later
   * @throws TokenException where its name is taken
   */
  Secret add(NewToken token);

  /** Returns all of them, sorted by name, those that are not valid any more as well. */
  List<Token> list();

  /**
   * Lets nobody in with a token from now on.
   *
   * @return whether it was not revoked before
   * @throws TokenException where there is none of that name
   */
  boolean revoke(String name);

  /** Returns the token that has this text; empty where none has, or it is not valid any more. */
  Optional<Token> find(TokenText text);

  /** Returns the token that has this text and is not valid any more: for whoever says why. */
  Optional<Token> findInvalid(TokenText text);

  /**
   * Notes that a token has let somebody in. The time is stored some seconds later, and is lost if
   * the process is killed before.
   */
  void used(Token token);
}
