package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.config.NoConfig;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.message.BackendName;

class BinderTest {

  enum Mode {
    RESPONSE,
    NOT_FOUND
  }

  record Everything(
      String text,
      Integer count,
      Long bigCount,
      Boolean flag,
      Double ratio,
      Mode mode,
      Duration timeout,
      URI url,
      Path folder,
      Secret password,
      BackendName backend,
      Charset charset) {}

  record Inner(Integer size, String name) {
    Inner {
      size = Settings.range("size", Settings.orElse(size, 5), 1, 10);
    }
  }

  record Outer(
      Inner inner,
      List<Inner> list,
      Map<String, Inner> map,
      Optional<Integer> maybe,
      List<String> texts,
      Map<String, Secret> secrets,
      Object raw) {}

  record Checked(Integer a, Integer b, Integer c, String needed) {
    Checked {
      Settings.range("a", Settings.orElse(a, 1), 0, 9);
      Settings.range("b", Settings.orElse(b, 1), 0, 9);
      Settings.check(Settings.orElse(c, 1) != 3, "c", "must not be 3");
      Settings.required("needed", needed);
    }
  }

  record Failing(String text, Secret password) {
    Failing {
      if (text != null) {
        throw new IllegalStateException("no use for " + text + password.reveal());
      }
    }
  }

  record Primitive(int port) {}

  record Several(
      OneOrMore<String> texts, OneOrMore<Inner> records, Map<String, OneOrMore<Integer>> map) {}

  /** Makes itself of a text; package-private, as the values of a plugin may be. */
  record Even(int number) {
    public static Even valueOf(String text) {
      if (text.isEmpty()) {
        throw new IllegalStateException("no text");
      }
      if (!text.matches("\\d*[02468]")) {
        throw new IllegalArgumentException("must be even, and ends with " + text.substring(1));
      }
      return new Even(Integer.parseInt(text));
    }
  }

  record OwnTypes(Even even, OneOrMore<Even> more, Map<String, Even> map, Secret password) {}

  record Tree(Object raw) {}

  record Unsupported(Map<Integer, String> map) {}

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp);
  }

  @Test
  void singleValuesOfEveryTypeAreRead() {
    String yaml =
        """
        text: 1234
        count: 12
        big-count: 123456789012
        flag: true
        ratio: 0.5
        mode: not-found
        timeout: 2s
        url: http://127.0.0.1:13013/send
        folder: data/x
        password: " 0123 "
        backend: my-kannel
        charset: utf-8
        """;
    assertThat(folder.bind(Everything.class, yaml).valid())
        .isEqualTo(
            new Everything(
                "1234",
                12,
                123_456_789_012L,
                true,
                0.5,
                Mode.NOT_FOUND,
                Duration.ofSeconds(2),
                URI.create("http://127.0.0.1:13013/send"),
                Path.of("data/x"),
                new Secret(" 0123 "),
                new BackendName("my-kannel"),
                StandardCharsets.UTF_8));
  }

  @Test
  void everyValueOfAWrongTypeIsAMistakeThatSaysWhatWasExpected() {
    String yaml =
        """
        count: 1.5
        big-count: ''
        flag: maybe
        ratio: a lot
        mode: teapot
        timeout: 5
        url: http://a b
        backend: my kannel
        text: [1]
        password: {a: b}
        """;
    assertThat(folder.bind(Everything.class, yaml).lines())
        .containsExactly(
            "router.yml:1: count must be a whole number, and is '1.5'",
            "router.yml:2: big-count must be a whole number, and is ''",
            "router.yml:3: flag must be true or false, and is 'maybe'",
            "router.yml:4: ratio must be a number, and is 'a lot'",
            "router.yml:5: mode must be one of response, not-found, and is 'teapot'",
            "router.yml:6: timeout must be a duration such as 500ms, 2s, 10m, 72h or 1d, and not longer than 3650d,"
                + " and is '5'",
            "router.yml:7: url must be a URL such as http://127.0.0.1:13013/send,"
                + " and is 'http://a b'",
            "router.yml:8: backend must be 1 to 50 of the characters A-Z a-z 0-9 _ -,"
                + " and is 'my kannel'",
            "router.yml:9: text must be a text, and is a list",
            "router.yml:10: password must be a text, and is a map");
  }

  @Test
  void enumConstantsAreReadInAnyCase() {
    assertThat(folder.bind(Everything.class, "mode: Response").valid().mode())
        .isEqualTo(Mode.RESPONSE);
    assertThat(folder.bind(Everything.class, "mode: NOT_FOUND").valid().mode())
        .isEqualTo(Mode.NOT_FOUND);
  }

  @Test
  void whatTheFileLeavesOutIsNullOrAnEmptyOptional() {
    assertThat(folder.bind(Outer.class, "raw:").valid())
        .isEqualTo(new Outer(null, null, null, Optional.empty(), null, null, null));
  }

  @Test
  void recordsListsAndMapsAreRead() {
    String yaml =
        """
        inner: {size: 1}
        list: [{size: 2}, {name: x}]
        map:
          z: {size: 3}
          a:
        maybe: 4
        texts: [a, 0123]
        secrets: {smsc: usb0, from: 1234, none: }
        raw: {a: [1, {b: 007}], c: ~}
        """;
    Outer outer = folder.bind(Outer.class, yaml).valid();
    assertThat(outer)
        .isEqualTo(
            new Outer(
                new Inner(1, null),
                List.of(new Inner(2, null), new Inner(5, "x")),
                Map.of("z", new Inner(3, null), "a", new Inner(5, null)),
                Optional.of(4),
                List.of("a", "0123"),
                Map.of("smsc", new Secret("usb0"), "from", new Secret("1234")),
                Map.of("a", List.of(BigInteger.ONE, Map.of("b", "007")))));
    assertThat(outer.map().keySet()).containsExactly("z", "a");
  }

  @Test
  void aMistakeInsideNamesTheWholePath() {
    String yaml =
        """
        inner: 3
        list:
          - {size: 2}
          - size: 70
        map:
          z:
            sise: 3
        maybe: x
        texts: a
        secrets: []
        """;
    assertThat(folder.bind(Outer.class, yaml).lines())
        .containsExactly(
            "router.yml:1: inner must be a map of settings, and is a single value",
            "router.yml:4: list[2].size must be from 1 to 10, and is 70",
            "router.yml:7: map.z.sise is not a setting; did you mean size?",
            "router.yml:8: maybe must be a whole number, and is 'x'",
            "router.yml:9: texts must be a list, and is a single value",
            "router.yml:10: secrets must be a map, and is a list");
  }

  @Test
  void whatMayBeOneOrMoreIsReadFromAValueAndFromAList() {
    Several one = folder.bind(Several.class, "texts: a\nrecords: {size: 2}\nmap: {x: 1}").valid();
    Several more =
        folder
            .bind(
                Several.class, "texts: [a, 007]\nrecords: [{size: 2}, {name: x}]\nmap: {x: [1, 2]}")
            .valid();

    assertThat(one)
        .isEqualTo(
            new Several(
                OneOrMore.of("a"), OneOrMore.of(new Inner(2, null)), Map.of("x", OneOrMore.of(1))));
    assertThat(more)
        .isEqualTo(
            new Several(
                new OneOrMore<>(List.of("a", "007")),
                new OneOrMore<>(List.of(new Inner(2, null), new Inner(5, "x"))),
                Map.of("x", new OneOrMore<>(List.of(1, 2)))));
    assertThat(folder.bind(Several.class, "texts:").valid().texts()).isNull();
  }

  @Test
  void aMistakeInWhatMayBeOneOrMoreIsReportedOnce() {
    String yaml =
        """
        texts: []
        records:
          - size: 70
          - 3
        map:
          a: [x]
          b: y
        """;
    assertThat(folder.bind(Several.class, yaml).lines())
        .containsExactly(
            "router.yml:1: texts must have one value at least, and is an empty list",
            "router.yml:3: records[1].size must be from 1 to 10, and is 70",
            "router.yml:4: records[2] must be a map of settings, and is a single value",
            "router.yml:6: map.a[1] must be a whole number, and is 'x'",
            "router.yml:7: map.b must be a whole number, and is 'y'");
  }

  @Test
  void aClassThatMakesItselfOfATextIsRead() {
    assertThat(folder.bind(OwnTypes.class, "even: 12\nmore: [2, '4']\nmap: {a: 0}").valid())
        .isEqualTo(
            new OwnTypes(
                new Even(12),
                new OneOrMore<>(List.of(new Even(2), new Even(4))),
                Map.of("a", new Even(0)),
                null));
  }

  @Test
  void whatSuchAClassSaysOfItsTextIsTheMistake() {
    assertThat(folder.bind(OwnTypes.class, "even: 13\nmore: [ab, 3x]\nmap: {a: {b: 2}}").lines())
        .containsExactly(
            "router.yml:1: even must be even, and ends with 3",
            "router.yml:2: more[1] must be even, and ends with b",
            "router.yml:2: more[2] must be even, and ends with x",
            "router.yml:3: map.a must be a Even, and is a map");
  }

  @Test
  void anyOtherExceptionOfSuchAClassIsNotShown() {
    assertThat(folder.bind(OwnTypes.class, "even: ''").lines())
        .containsExactly("router.yml:1: even must be a Even, and is ''");
  }

  @Test
  void whatSuchAClassSaysShowsNoSecret() {
    folder = new TestFolder(temp, Map.of("PASSWORD", "hunter3"));

    assertThat(folder.bind(OwnTypes.class, "even: ${PASSWORD}").lines())
        .containsExactly("router.yml:1: even must be a Even, and is '${PASSWORD}'");
  }

  @Test
  void aRawTreeKeepsWhatIsTrueFalseOrANumberInYaml() {
    String yaml =
        """
        raw:
          flags: [true, False]
          numbers: [0, -12, 12345678901234567890, 1.50, 2e3]
          quoted: ['true', "1"]
          block: |-
            12
          texts: [yes, 007, +41, 0x1F, 1_000, .5, .inf, a]
          variable: ${NUMBER}
        """;
    folder = new TestFolder(temp, Map.of("NUMBER", "5"));

    assertThat(folder.bind(Tree.class, yaml).valid().raw())
        .isEqualTo(
            Map.of(
                "flags",
                List.of(true, false),
                "numbers",
                List.of(
                    BigInteger.ZERO,
                    BigInteger.valueOf(-12),
                    new BigInteger("12345678901234567890"),
                    new BigDecimal("1.50"),
                    new BigDecimal("2e3")),
                "quoted",
                List.of("true", "1"),
                "block",
                "12",
                "texts",
                List.of("yes", "007", "+41", "0x1F", "1_000", ".5", ".inf", "a"),
                "variable",
                "5"));
  }

  @Test
  void aRawTreeMayBeASingleValue() {
    assertThat(folder.bind(Tree.class, "raw: 1").valid().raw()).isEqualTo(BigInteger.ONE);
    assertThat(folder.bind(Tree.class, "raw: '1'").valid().raw()).isEqualTo("1");
  }

  @Test
  void anEmptyElementOfAListIsAMistake() {
    assertThat(folder.bind(Outer.class, "texts:\n  - a\n  -\n").lines())
        .containsExactly("router.yml:3: texts[2] must not be empty");
  }

  @Test
  void everyBadValueThatTheConstructorFindsIsReported() {
    assertThat(folder.bind(Checked.class, "a: 10\nc: 3\nb: 11\nneeded: x").lines())
        .containsExactly(
            "router.yml:1: a must be from 0 to 9, and is 10",
            "router.yml:2: c must not be 3",
            "router.yml:3: b must be from 0 to 9, and is 11");
  }

  @Test
  void aMissingSettingIsReportedOnceAtTheLineOfItsRecord() {
    TestFolder.Bound<Checked> bound = folder.bind(Checked.class, "a: 10");
    assertThat(bound.lines())
        .containsExactlyInAnyOrder(
            "router.yml:1: a must be from 0 to 9, and is 10", "router.yml:1: needed is missing");
    assertThat(bound.result()).isEmpty();
  }

  @Test
  void aSettingOfTheWrongTypeIsNotMissingToo() {
    assertThat(folder.bind(Checked.class, "needed: [x]").lines())
        .containsExactly("router.yml:1: needed must be a text, and is a list");
  }

  @Test
  void anyOtherExceptionOfAConstructorIsOneMistake() {
    assertThat(folder.bind(Failing.class, "text: this\npassword: hunter2").lines())
        .containsExactly("router.yml:1: cannot be used: IllegalStateException: no use for this***");
  }

  @Test
  void anUnknownKeyIsOfferedTheNearestKnownOne() {
    assertThat(folder.bind(Everything.class, "bigCount: 1\npasswd: x\ntimeuot: 1s").lines())
        .containsExactly(
            "router.yml:1: bigCount is not a setting; did you mean big-count?",
            "router.yml:2: passwd is not a setting; did you mean password?",
            "router.yml:3: timeuot is not a setting; did you mean timeout?");
  }

  @Test
  void anUnknownKeyThatIsNearNoneListsTheKnownOnes() {
    assertThat(folder.bind(Inner.class, "colour: red").lines())
        .containsExactly("router.yml:1: colour is not a setting; the settings here are size, name");
    assertThat(folder.bind(NoConfig.class, "colour: red").lines())
        .containsExactly("router.yml:1: colour is not a setting; there is nothing to set here");
  }

  @Test
  void aMistakeIsOneLineWhateverTheFileHas() {
    assertThat(folder.bind(Inner.class, "size: \"1\\n2\"\n\"a\\nb\": 1").lines())
        .allSatisfy(line -> assertThat(line).hasLineCount(1))
        .hasSize(2);
  }

  @Test
  void aRecordThatCouldNeverBeReadIsAnErrorOfItsAuthor() {
    assertThatThrownBy(() -> folder.bind(Primitive.class, "port: 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Primitive.port must not be primitive");
    assertThatThrownBy(() -> folder.bind(Unsupported.class, "map: {1: a}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read from a configuration");
  }
}
