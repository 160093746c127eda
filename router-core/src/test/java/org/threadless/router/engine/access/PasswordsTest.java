package org.threadless.router.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.OverloadException;

class PasswordsTest {

  private static final Password PASSWORD = new Password(new Secret("twelve green apples"));

  @Test
  void ofAFloodSomeAreHashedAndTheOthersAreToldToComeAgain() {
    Passwords passwords = new Passwords();
    ExecutorService clients = Executors.newFixedThreadPool(100);
    try {
      List<CompletableFuture<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        done.add(CompletableFuture.supplyAsync(() -> isHashed(passwords), clients));
      }

      List<Boolean> hashed = done.stream().map(CompletableFuture::join).toList();

      assertThat(hashed).contains(true, false);
    } finally {
      clients.shutdown();
    }
    assertThat(isHashed(passwords)).isTrue();
  }

  private static boolean isHashed(Passwords passwords) {
    try {
      passwords.hash(PASSWORD);
      return true;
    } catch (OverloadException e) {
      return false;
    }
  }
}
