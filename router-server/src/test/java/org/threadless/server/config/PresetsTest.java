package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.backend.PresetFiles;
import org.threadless.server.config.backend.PresetTrial;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistake;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;
import org.threadless.server.sample.SampleBackends.Journal;
import org.threadless.server.sample.SampleBackends.Parcel;
import org.threadless.server.sample.SampleBackends.ParcelSettings;

class PresetsTest {

  private static final Map<String, BackendPlugin> ENGINES =
      Map.of("parcel", new Parcel(), "journal", new Journal());

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp, Map.of("TOKEN", "hunter2", "NOTHING", "", "SIZE", "hunter3"));
  }

  @Test
  void aBackendHasWhatItsPresetSays() {
    ParcelSettings settings =
        valid("backends: {a: {engine: parcel, preset: pony, user: me, token: '${TOKEN}'}}");

    assertThat(settings.words()).isEqualTo(new OneOrMore<>(List.of("clip", "clop")));
    assertThat(settings.outgoing().url()).isEqualTo("http://{region}.example/send");
    assertThat(settings.outgoing().tries()).isEqualTo(2);
    assertThat(settings.outgoing().body())
        .isEqualTo(Map.of("to", List.of("{to}"), "urgent", true, "weight", "{weight}"));
  }

  @Test
  void aPresetTakesNothingFromTheEnvironment() {
    ParcelSettings settings =
        valid("backends: {a: {engine: parcel, preset: pony, user: me, token: x}}");

    assertThat(settings.outgoing().headers()).containsEntry("X-Plain", "${HOME}");
  }

  @Test
  void theSettingsThatAPresetDeclaresAreValuesByTheirNames() {
    ParcelSettings settings =
        valid(
            """
            backends:
              a: {engine: parcel, preset: pony, user: 0123, token: "${TOKEN}", weight: 1.5}
            """);

    assertThat(settings.settings())
        .isEqualTo(
            Map.of(
                "user",
                PresetSetting.of("0123"),
                "token",
                new PresetSetting(Optional.of(new Secret("hunter2")), true, false),
                "region",
                PresetSetting.of("north"),
                "weight",
                new PresetSetting(Optional.of(new Secret("1.5")), false, true)));
  }

  @Test
  void whatFollowsFromASettingThatIsMissingIsNotSaidBesides() {
    assertThat(
            lines(
                """
                backends:
                  a:
                    engine: parcel
                    preset: pony
                    user: ${NO_SUCH}
                    token: x
                    region: south
                    words: 1
                    outgoing: {tries: 10}
                """))
        .containsExactly(
            "router.yml:5: backends.a.user needs the environment variable NO_SUCH, which is not set",
            "router.yml:9: backends.a.outgoing.tries must be from 1 to 9, and is 10");
  }

  @Test
  void anEmptyValueOfASettingIsNone() {
    ParcelSettings settings =
        valid(
            """
            backends:
              a:
                engine: parcel
                preset: pony
                user: me
                token: x
                region: ${NOTHING}
                weight:
            """);

    assertThat(settings.settings()).containsOnlyKeys("user", "token", "region", "weight");
    assertThat(settings.settings()).containsEntry("region", PresetSetting.of("north"));
    assertThat(settings.settings().get("weight").value()).as("declared, and left out").isEmpty();
  }

  @Test
  void whatABackendSaysItselfCountsMapsAreMergedAndAllElseIsReplaced() {
    ParcelSettings settings =
        valid(
            """
            backends:
              a:
                engine: parcel
                preset: pony
                user: me
                token: x
                words: trot
                outgoing:
                  tries: 3
                  headers: {X-User: you, X-More: z}
                  body: [1]
            """);

    assertThat(settings.words()).isEqualTo(OneOrMore.of("trot"));
    assertThat(settings.outgoing().url()).isEqualTo("http://{region}.example/send");
    assertThat(settings.outgoing().tries()).isEqualTo(3);
    assertThat(settings.outgoing().headers())
        .isEqualTo(Map.of("X-User", "you", "X-Plain", "${HOME}", "X-More", "z"));
    assertThat(settings.outgoing().body()).hasToString("[1]");
  }

  @Test
  void aKeyWithoutAValueTakesAwayWhatThePresetSays() {
    ParcelSettings settings =
        valid(
            """
            backends:
              a: {engine: parcel, preset: pony, user: me, token: x, words: , outgoing: {body: }}
            """);

    assertThat(settings.words()).isNull();
    assertThat(settings.outgoing().body()).isNull();
    assertThat(settings.outgoing().tries()).isEqualTo(2);
  }

  @Test
  void whatEveryBackendHasMayStandInAPresetToo() {
    String yaml =
        "backends: {a: {engine: parcel, preset: pony, user: me, token: x, retry: {max: 2h}}}";
    BackendEntry entry = read(yaml).config().backends().get(0);
    BackendSettings common = entry.common().bind(BackendSettings.class, new Mistakes()).get();

    assertThat(entry.preset()).contains("pony");
    assertThat(entry.handler().map(PluginEntry::name)).contains("queue");
    assertThat(common.concurrency()).contains(3);
    assertThat(common.retry().first()).isEqualTo(Duration.ofSeconds(5));
    assertThat(common.retry().max()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void theHandlerOfABackendIsTheOnlyOne() throws IOException {
    own("broker", "handler: {broker: {url: x}}\noutgoing: {url: x}");
    String yaml = "backends: {a: {engine: parcel, preset: broker, handler: {bus: {url: y}}}}";

    assertThat(lines(yaml)).isEmpty();
    assertThat(read(yaml).config().backends().get(0).handler().map(PluginEntry::name))
        .contains("bus");
  }

  @Test
  void aBackendHasTheHandlerOfItsPresetUnlessItNamesAnother() throws IOException {
    own("broker", "handler: {broker: {url: x}}\noutgoing: {url: x}");
    ConfigFile file =
        folder.read(
            """
            backends:
              by-preset: {engine: parcel, preset: broker}
              another: {engine: parcel, preset: broker, handler: {bus: {url: y}}}
              itself: {engine: parcel, handler: {broker: {url: x}}}
              by-its-name: {engine: journal, handler: broker}
              inline: {engine: parcel}
              wrong: {engine: parcel, preset: nobody, handler: broker}
              nothing:
            """);

    assertThat(
            file.backendsWithHandler("broker", engine -> Optional.ofNullable(ENGINES.get(engine))))
        .containsExactly("by-preset", "itself", "by-its-name", "wrong");
    assertThat(folder.linesOf(file.mistakes())).isEmpty();
  }

  @Test
  void aBackendWithoutAPresetIsAsItIsWritten() {
    ParcelSettings settings =
        valid(
            """
            backends:
              a:
                engine: parcel
                preset:
                secret: s
                outgoing: {url: x}
                settings: {user: {value: me}}
            """);

    assertThat(settings.secret()).isEqualTo("s");
    assertThat(settings.settings()).isEqualTo(Map.of("user", PresetSetting.of("me")));
    assertThat(read("backends: {a: {engine: parcel}}").config().backends().get(0).preset())
        .isEmpty();
  }

  @Test
  void aPresetBesideTheConfigurationIsFoundAndCountsMoreThanOneOfTheEngine() throws IOException {
    own("mine", "outgoing: {url: http://mine.example/}");
    own("eagle", "outgoing: {url: http://my-eagle.example/}");

    assertThat(valid("backends: {a: {engine: parcel, preset: mine}}").outgoing().url())
        .isEqualTo("http://mine.example/");
    assertThat(valid("backends: {a: {engine: parcel, preset: eagle}}").outgoing().url())
        .isEqualTo("http://my-eagle.example/");
    assertThat(PresetFiles.of(new Parcel(), temp.resolve("router.yml")).get().names())
        .containsExactly("eagle", "mine", "pony");
  }

  @Test
  void anUnknownPresetIsOfferedTheNearestAndTheKnownOnes() throws IOException {
    own("mine", "outgoing: {url: x}");

    assertThat(
            lines(
                """
                backends:
                  a: {engine: parcel, preset: poni, usr: me}
                  b: {engine: parcel, preset: ../presets/mine}
                  c: {engine: parcel, preset: "${TOKEN}"}
                  d: {engine: parcel, preset: [pony]}
                """))
        .containsExactly(
            "router.yml:2: backends.a.preset is not a preset: poni; did you mean pony?"
                + " (there are eagle, mine, pony)",
            "router.yml:3: backends.b.preset is not a preset: ../presets/mine;"
                + " there are eagle, mine, pony",
            "router.yml:4: backends.c.preset is not a preset: ${TOKEN};"
                + " there are eagle, mine, pony",
            "router.yml:5: backends.d.preset must be the name of a preset, and is a list");
  }

  @Test
  void anEngineWithoutPresetsHasNoSuchSetting() throws IOException {
    own("mine", "password: x");

    assertThat(lines("backends: {a: {engine: journal, preset: mine}}"))
        .singleElement()
        .asString()
        .startsWith("router.yml:1: backends.a.preset is not a setting; ");
  }

  @Test
  void everyMistakeNamesTheFileAndTheLineWhereItStands() throws IOException {
    own(
        "mine",
        """
        settings: {user: {}}
        outgoing:
          tries: 1
          hedders: {a: b}
        concurrency: none
        """);

    assertThat(
            lines(
                """
                backends:
                  a:
                    engine: parcel
                    preset: mine
                    outgoing:
                      tries: 10
                  b: {engine: parcel, preset: mine, user: me}
                """))
        .containsExactlyInAnyOrder(
            "router.yml:2: backends.a.user is missing; the preset mine needs it",
            "router.yml:5: backends.a.outgoing.url is missing",
            "router.yml:6: backends.a.outgoing.tries must be from 1 to 9, and is 10",
            "presets/mine.yml:2: outgoing.url is missing",
            "presets/mine.yml:4: outgoing.hedders is not a setting; did you mean headers?",
            "presets/mine.yml:5: concurrency must be a whole number, and is 'none'");
  }

  @Test
  void aMistakeInAPresetOfTheEngineNamesThePreset() {
    Mistakes mistakes = new Mistakes();
    ConfigNode.Mapping tree =
        PresetFiles.of(new Parcel(), temp.resolve("router.yml"))
            .get()
            .read("pony", mistakes)
            .orElseThrow();

    assertThat(tree.entries().get("outgoing").place())
        .isEqualTo(new Place("preset pony", 10, "outgoing"));
    assertThat(new Mistake(tree.entries().get("outgoing").place(), "is odd"))
        .hasToString("preset pony:10: outgoing is odd");
  }

  @Test
  void whatASettingMustBeIsChecked() {
    assertThat(
            lines(
                """
                backends:
                  a:
                    engine: parcel
                    preset: pony
                    user: ""
                    token: [hunter2]
                    region: west
                    weight: ${SIZE}
                  b: {engine: parcel, preset: pony, token: "${NO_SUCH}", user: {a: b}}
                """))
        .containsExactly(
            "router.yml:5: backends.a.user must not be empty; the preset pony needs it",
            "router.yml:6: backends.a.token must be a single value, and is a list",
            "router.yml:7: backends.a.region must be one of north, south, and is 'west'",
            "router.yml:8: backends.a.weight must be a number, and is '${SIZE}'",
            "router.yml:9: backends.b.token needs the environment variable NO_SUCH, which is not set",
            "router.yml:9: backends.b.user must be a single value, and is a map");
  }

  @Test
  void onlyTheSecretsAmongThemAreHiddenInMessages() {
    assertThat(
            lines(
                """
                backends:
                  a: {engine: parcel, preset: pony, user: i, token: hunter2, region: south}
                """))
        .containsExactly(
            "preset pony:10: outgoing is not for south with [i, ***, south], for backends.a");
  }

  @Test
  void aSecretOfTheWrongKindIsNotShown() throws IOException {
    own("mine", "settings: {pin: {secret: true, type: number}}\noutgoing: {url: x}");

    assertThat(lines("backends: {a: {engine: parcel, preset: mine, pin: hunter2}}"))
        .containsExactly("router.yml:1: backends.a.pin must be a number");
  }

  @Test
  void anUnknownKeyIsOfferedTheSettingsOfThePreset() {
    assertThat(
            lines(
                """
                backends:
                  a: {engine: parcel, preset: pony, user: x, token: y, wieght: 2, colour: red}
                """))
        .containsExactly(
            "router.yml:2: backends.a.wieght is not a setting; did you mean weight?",
            "router.yml:2: backends.a.colour is not a setting; the settings here are secret,"
                + " outgoing, words, settings, engine, handler, concurrency, retry, rate,"
                + " per-identity, per-day, hours, fallback, numbers, preset,"
                + " user, token, region, weight");
  }

  @Test
  void settingsAreDeclaredInPresetsOnly() {
    assertThat(
            lines("backends: {a: {engine: parcel, preset: pony, user: x, token: y, settings: {}}}"))
        .containsExactly(
            "router.yml:1: backends.a.settings must stand in a preset; their values stand here,"
                + " each by its name");
  }

  @Test
  void whatIsWrongWithADeclarationIsAMistakeOfThePreset() throws IOException {
    own(
        "mine",
        """
        settings:
          secret: {secret: true}
          retry: {}
          preset: {}
          a: {sekret: true}
          b: {type: date}
          c: {type: number, fallback: x}
          d: {one-of: [x], fallback: y}
          e: {one-of: []}
          f: x
        engine: parcel
        preset: pony
        """);

    assertThat(lines("backends: {a: {engine: parcel, preset: mine, unknown: 1}}"))
        .containsExactly(
            "presets/mine.yml:2: settings.secret must have another name:"
                + " secret is a setting without the preset",
            "presets/mine.yml:3: settings.retry must have another name:"
                + " retry is a setting without the preset",
            "presets/mine.yml:4: settings.preset must have another name:"
                + " preset is a setting without the preset",
            "presets/mine.yml:5: settings.a.sekret is not a setting; did you mean secret?",
            "presets/mine.yml:6: settings.b.type must be one of text, number, and is 'date'",
            "presets/mine.yml:7: settings.c.fallback must be a number",
            "presets/mine.yml:8: settings.d.fallback must be one of x",
            "presets/mine.yml:9: settings.e.one-of must have one value at least",
            "presets/mine.yml:10: settings.f must be a map of settings, and is a single value",
            "presets/mine.yml:11: engine must stand in the backend, not in a preset",
            "presets/mine.yml:12: preset must stand in the backend, not in a preset");
  }

  @Test
  void aPresetThatCannotBeReadIsOneLineBesideTheOtherMistakes() throws IOException {
    own("mine", "outgoing: {");
    own("empty", "");

    assertThat(
            lines(
                """
                backends:
                  a: {engine: parcel, preset: mine}
                  b: {engine: parcel, preset: mine}
                  c: {engine: parcel, preset: empty}
                  d: {engine: parcel, preset: eagle, colour: red}
                """))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("presets/mine.yml:1: this is not YAML"),
            line -> assertThat(line).isEqualTo("presets/empty.yml:1: the file is empty"),
            line ->
                assertThat(line).startsWith("router.yml:5: backends.d.colour is not a setting"));
  }

  @Test
  void thePresetsOfAnEngineCanBeTriedWithoutAConfiguration() {
    assertThat(PresetTrial.mistakes(new Journal(), Map.of())).isEmpty();
    assertThat(PresetTrial.mistakes(new Parcel(), Map.of())).isEmpty();
    assertThat(PresetTrial.mistakes(new Parcel(), Map.of("region", "south"))).isEmpty();
    assertThat(PresetTrial.mistakes(new Parcel(), Map.of("user", " ")))
        .containsExactly("preset pony: user must not be empty; the preset pony needs it");
    assertThat(PresetTrial.mistakes(new Unready(), Map.of()))
        .containsExactly(
            "preset misspelt:2: secrt is not a setting; did you mean secret?",
            "preset unready:1: outgoing.url is missing");
  }

  private void own(String name, String yaml) throws IOException {
    Files.createDirectories(temp.resolve("presets"));
    Files.writeString(temp.resolve("presets/" + name + ".yml"), yaml);
  }

  private static final class Unready implements BackendPlugin {
    @Override
    public String engine() {
      return "unready";
    }

    @Override
    public Optional<String> presets() {
      return Optional.of("org/threadless/server/sample/bad-presets");
    }

    @Override
    public Class<? extends Record> configType() {
      return ParcelSettings.class;
    }

    @Override
    public Class<? extends Backend> backendType() {
      return new Parcel().backendType();
    }
  }

  private record Result(RouterConfig config, Optional<ParcelSettings> settings, Mistakes all) {}

  private Result read(String yaml) {
    ConfigFile file = folder.read(yaml);
    RouterConfig config =
        RouterConfig.from(file, engine -> Optional.ofNullable(ENGINES.get(engine)));
    Optional<ParcelSettings> last = Optional.empty();
    for (BackendEntry entry : config.backends()) {
      entry.common().bind(BackendSettings.class, file.mistakes());
      Class<? extends Record> type = ENGINES.get(entry.engine()).configType();
      last =
          entry
              .settings()
              .bind(type, file.mistakes())
              .filter(ParcelSettings.class::isInstance)
              .map(ParcelSettings.class::cast);
    }
    return new Result(config, last, file.mistakes());
  }

  private ParcelSettings valid(String yaml) {
    Result result = read(yaml);
    assertThat(folder.linesOf(result.all())).isEmpty();
    return result.settings().orElseThrow();
  }

  private List<String> lines(String yaml) {
    return folder.linesOf(read(yaml).all());
  }
}
