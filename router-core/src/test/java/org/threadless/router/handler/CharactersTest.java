package org.threadless.router.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the tables have is held against what Java knows of all of Unicode. */
class CharactersTest {

  /** Format characters that are seen, or stand at the ends of what is. */
  private static final Set<Integer> SEEN =
      Set.of(
          0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xFFF9,
          0xFFFA, 0xFFFB, 0x110BD, 0x110CD);

  @Test
  void everyFormatCharacterThatNobodySeesIsIgnorable() {
    assertThat(all().filter(c -> Character.getType(c) == Character.FORMAT))
        .filteredOn(c -> !SEEN.contains(c) && (c < 0x13430 || c > 0x1343F))
        .hasSizeGreaterThan(100)
        .allMatch(Characters::isIgnorable);
    assertThat(SEEN).noneMatch(Characters::isIgnorable);
  }

  @Test
  void nothingElseThatIsAssignedIsIgnorableButFillersAndVariations() {
    assertThat(all().filter(Characters::isIgnorable))
        .filteredOn(c -> Character.isDefined(c) && Character.getType(c) != Character.FORMAT)
        .allMatch(
            c ->
                Characters.isVariation(c)
                    || Set.of(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0).contains(c));
  }

  @Test
  void blankIsWhatUnicodeCallsWhiteSpace() {
    assertThat(all().filter(Characters::isBlank))
        .containsExactly(
            0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
            0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000);
  }

  @Test
  void everyCharacterIsFoldedAsItsDecomposedFormIs() {
    assertThat(all().filter(Character::isDefined).filter(c -> c < 0xD800 || c > 0xDFFF))
        .allSatisfy(
            c -> {
              String composed = "a" + Character.toString(c);
              String decomposed = Normalizer.normalize(composed, Form.NFD);
              assertThat(Folded.of(composed).text()).isEqualTo(Folded.of(decomposed).text());
            });
  }

  private static Stream<Integer> all() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT).boxed();
  }
}
