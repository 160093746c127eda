package org.threadless.backend.httptester;

import org.threadless.http.HttpSettings;

/**
 * What can be set for a tester.
 *
 * @param signIn whether only those may use it who are signed in; null, the default, for where
 *     others than this machine can reach it
 */
record HttpTesterSettings(Boolean signIn) {

  static HttpTesterSettings none() {
    return new HttpTesterSettings(null);
  }

  boolean asksToSignIn(HttpSettings http) {
    return signIn == null ? !http.isOnlyForThisMachine() : signIn;
  }

  boolean isOpenToAll() {
    return signIn != null && !signIn;
  }
}
