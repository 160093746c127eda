package org.threadless.router.engine.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.password.Password;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;

class SignInTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final InetAddress HERE = address("192.0.2.7");
  private static final InetAddress THERE = address("192.0.2.8");
  private static final Secret RIGHT = new Secret("twelve green apples");
  private static final Secret WRONG = new Secret("twelve green pears");

  private Instant now = START;
  private final Passwords passwords = new Passwords();
  private final KnownUsers users = new KnownUsers();
  private final SignIn signIn = new SignIn(users, passwords, () -> now);

  SignInTest() {
    for (String name : new String[] {"anna", "ben"}) {
      users.add(
          new UserName(name), Role.OPERATOR, Optional.of(passwords.hash(new Password(RIGHT))));
    }
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private void tryWrongOnes(int count, String name, InetAddress from) {
    for (int i = 0; i < count; i++) {
      signIn.answer(name, WRONG, from);
    }
  }

  private void assertWelcome(SignIn.Answer answer, String name) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            SignIn.Welcome.class,
            welcome -> assertThat(welcome.user().name()).isEqualTo(new UserName(name)));
  }

  @Test
  void whoKnowsThePasswordIsWelcomeHoweverTheirNameIsTyped() {
    assertWelcome(signIn.answer("anna", RIGHT, HERE), "anna");
    assertWelcome(signIn.answer(" Anna ", RIGHT, HERE), "anna");
  }

  @Test
  void aPasswordIsTheSameHoweverAKeyboardWritesItsAccents() {
    users.changePassword(
        new UserName("anna"),
        passwords.hash(new Password(new Secret("caf\u00e9 caf\u00e9 caf\u00e9"))));

    assertWelcome(
        signIn.answer("anna", new Secret("cafe\u0301 cafe\u0301 cafe\u0301"), HERE), "anna");
  }

  @Test
  void nothingTellsWhetherAUserIsThere() {
    users.add(new UserName("invited"), Role.ADMIN, Optional.empty());

    for (String name : new String[] {"anna", "nobody", "", "no name", "invited"}) {
      assertThat(signIn.answer(name, WRONG, HERE)).isEqualTo(new SignIn.WrongPassword());
    }
  }

  @Test
  void afterTenWrongOnesAnAddressHasOneTryEachSixSecondsWhateverNameItSays() {
    for (int i = 0; i < 10; i++) {
      tryWrongOnes(1, "user" + i, HERE);
    }

    assertThat(signIn.answer("anna", RIGHT, HERE))
        .isEqualTo(new SignIn.TooEarly(Duration.ofSeconds(6)));
    assertWelcome(signIn.answer("anna", RIGHT, THERE), "anna");
    now = START.plusSeconds(6);
    tryWrongOnes(1, "ben", HERE);
    assertThat(signIn.answer("ben", RIGHT, HERE)).isInstanceOf(SignIn.TooEarly.class);
  }

  @Test
  void afterTenWrongOnesANameHasOneTryEachSixSecondsWhereverItComesFrom() {
    for (int i = 0; i < 10; i++) {
      tryWrongOnes(1, i % 2 == 0 ? "anna" : "ANNA", address("192.0.2." + (100 + i)));
    }

    assertThat(signIn.answer("anna", RIGHT, HERE))
        .isEqualTo(new SignIn.TooEarly(Duration.ofSeconds(6)));
    assertWelcome(signIn.answer("ben", RIGHT, HERE), "ben");
    now = START.plusSeconds(6);
    assertWelcome(signIn.answer("anna", RIGHT, HERE), "anna");
  }

  @Test
  void nobodyKeepsOutOneWhoHasSignedInFromTheirPlace() {
    assertWelcome(signIn.answer("anna", RIGHT, HERE), "anna");
    tryWrongOnes(20, "anna", THERE);
    tryWrongOnes(20, "ben", HERE);

    assertWelcome(signIn.answer("anna", RIGHT, HERE), "anna");
    tryWrongOnes(10, "anna", HERE);
    assertThat(signIn.answer("anna", RIGHT, HERE)).isInstanceOf(SignIn.TooEarly.class);
  }

  @Test
  void rightOnesAreNotCountedHoweverManyComeFromOneAddress() {
    for (int i = 0; i < 12; i++) {
      String name = "user" + i;
      users.add(new UserName(name), Role.READER, users.password(new UserName("anna")));
      assertWelcome(signIn.answer(name, RIGHT, HERE), name);
    }
  }

  @Test
  void whatCouldNotBeLookedAtIsNotCounted() {
    Users away =
        (Users)
            Proxy.newProxyInstance(
                Users.class.getClassLoader(),
                new Class<?>[] {Users.class},
                (proxy, method, arguments) -> {
                  throw new StoreUnavailableException("away", null);
                });
    SignIn withoutDatabase = new SignIn(away, passwords, () -> now);
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(() -> withoutDatabase.answer("anna", RIGHT, HERE))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void whoIsToWaitIsNeverToldToComeTooEarly() {
    assertThat(new SignIn.TooEarly(Duration.ofMillis(500)).retryAfter()).isEqualTo(1);
    assertThat(new SignIn.TooEarly(Duration.ofSeconds(6)).retryAfter()).isEqualTo(6);
  }

  @Test
  void whatNoNameCanBeIsRefused() {
    assertThatThrownBy(() -> new UserName("a b"))
        .hasMessage("a user's name is 1 to 100 of the characters a-z 0-9 . _ @ + -");
    assertThat(new UserName("Anna@Example.ORG").value()).isEqualTo("anna@example.org");
  }

  @Test
  void eachRoleMayDoWhatThoseBeforeItMay() {
    assertThat(Role.ADMIN.includes(Role.READER)).isTrue();
    assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
    assertThat(Role.READER.includes(Role.OPERATOR)).isFalse();
    assertThat(Role.of("admin")).isEqualTo(Role.ADMIN);
    assertThatThrownBy(() -> Role.of("root"))
        .hasMessage("is no role: root; roles: reader, operator, admin");
  }
}
