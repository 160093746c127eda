package org.threadless.router.engine.access.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.OverloadException;

class PasswordsTest {

  private static final Secret TEXT = new Secret("twelve green apples");
  private static final Password PASSWORD = new Password(TEXT);

  private final Passwords passwords = new Passwords();

  @Test
  void ofAFloodSomeAreHashedAndTheOthersAreToldToComeAgain() {
    ExecutorService clients = Executors.newFixedThreadPool(100);
    try {
      List<CompletableFuture<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        done.add(CompletableFuture.supplyAsync(this::isHashed, clients));
      }

      List<Boolean> hashed = done.stream().map(CompletableFuture::join).toList();

      assertThat(hashed).contains(true, false);
    } finally {
      clients.shutdown();
    }
    assertThat(isHashed()).isTrue();
  }

  @Test
  void thePasswordOfNobodyLetsNobodyIn() {
    assertThat(passwords.matches(TEXT, Optional.empty())).isFalse();
    assertThat(Argon2.ofNobody().encoded().reveal().length())
        .as("as long to compare with as any")
        .isEqualTo(passwords.hash(PASSWORD).encoded().reveal().length());
  }

  @Test
  void aHashIsOneOfArgon2idWithAnotherSaltEachTimeAndIsShownByNothing() {
    PasswordHash hash = passwords.hash(PASSWORD);

    assertThat(hash.encoded().reveal()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hash).isNotEqualTo(passwords.hash(PASSWORD));
    assertThat(hash.toString()).doesNotContain("argon2id");
    assertThat(PASSWORD.toString()).doesNotContain("apples");
  }

  @Test
  void aHashOfAnotherProgramIsChecked() {
    // By the reference program: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24
    PasswordHash reference =
        new PasswordHash(
            new Secret(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));

    assertThat(passwords.matches(new Secret("password"), Optional.of(reference))).isTrue();
    assertThat(passwords.matches(new Secret("passwort"), Optional.of(reference))).isFalse();
  }

  @Test
  void whatNoPasswordCanBeIsRefused() {
    assertThatThrownBy(() -> new Password(new Secret("eleven chars".substring(1))))
        .hasMessage("a password has 12 to 200 characters; several words are good");
    assertThatThrownBy(() -> new Password(new Secret("x".repeat(201))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean isHashed() {
    try {
      passwords.hash(PASSWORD);
      return true;
    } catch (OverloadException e) {
      return false;
    }
  }
}
