package org.threadless.router.engine.language;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.engine.resource.ResourceFolder;
import org.threadless.router.text.LanguageTag;

/** Finds and reads the files of texts: those on the class path of an app, and a folder of users. */
public final class TextFiles {

  private static final String FOLDER = "texts";
  private static final String ENDING = ".properties";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final AppName app;
  private final Locale own;

  private TextFiles(AppName app, Locale own) {
    this.app = app;
    this.own = own;
  }

  /** Gives the content of a file. */
  private interface Source {
    byte[] read() throws IOException;
  }

  /**
   * Returns the files of an app, those of its class path first.
   *
   * @throws UnreadableTextsException where one cannot be used as a whole
   */
  static List<TextFile> of(AppName app, AppPlugin plugin, Optional<Path> folder) {
    TextFiles files = new TextFiles(app, plugin.language());
    List<TextFile> all = new ArrayList<>(files.onClassPath(plugin.getClass().getClassLoader()));
    folder.map(files::inFolder).ifPresent(all::addAll);
    return all;
  }

  /** Returns the names of the files in a folder that are of none of these apps. */
  public static List<String> ofOthers(Path folder, Collection<AppName> apps) {
    return names(folder).stream()
        .filter(name -> name.endsWith(ENDING))
        .filter(name -> apps.stream().noneMatch(app -> isOf(app, name)))
        .map(name -> folder.resolve(name).toString())
        .toList();
  }

  private List<TextFile> onClassPath(ClassLoader loader) {
    ResourceFolder folder = new ResourceFolder(loader, FOLDER);
    try {
      return folder.names().stream()
          .filter(name -> isOf(app, name))
          .map(name -> read(name, shown(loader, name), () -> folder.read(name)))
          .toList();
    } catch (IOException e) {
      throw new UnreadableTextsException(FOLDER, "the folder cannot be read: " + FileProblem.of(e));
    }
  }

  // The class loader of a plugin has the name of its jar.
  private static String shown(ClassLoader loader, String name) {
    boolean ofPlugin = loader != TextFiles.class.getClassLoader() && loader.getName() != null;
    return FOLDER + "/" + name + (ofPlugin ? " of " + loader.getName() : "");
  }

  private List<TextFile> inFolder(Path folder) {
    return names(folder).stream()
        .filter(name -> isOf(app, name))
        .map(name -> read(name, folder.resolve(name)))
        .toList();
  }

  private TextFile read(String name, Path file) {
    return read(name, file.toString(), () -> Files.readAllBytes(file));
  }

  private static NavigableSet<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UnreadableTextsException(
          folder.toString(), "the folder cannot be read: " + FileProblem.of(e));
    }
  }

  // The name of an app has no underscore.
  private static boolean isOf(AppName app, String file) {
    return file.equals(app + ENDING) || (file.startsWith(app + "_") && file.endsWith(ENDING));
  }

  private TextFile read(String name, String shown, Source source) {
    Locale language = language(name, shown);
    Map<String, TextPattern> texts = new TreeMap<>();
    properties(shown, source)
        .forEach(
            (key, text) ->
                texts.put(
                    key.toString(),
                    new TextPattern(
                        text.toString(), language.equals(Locale.ROOT) ? own : language)));
    return new TextFile(shown, language, texts);
  }

  private Locale language(String name, String shown) {
    if (name.equals(app + ENDING)) {
      return Locale.ROOT;
    }
    String tag = name.substring(app.value().length() + 1, name.length() - ENDING.length());
    return LanguageTag.parse(tag)
        .orElseThrow(
            () ->
                new UnreadableTextsException(
                    shown, "must have a language such as sw or pt_BR in its name, not " + tag));
  }

  private static Properties properties(String shown, Source source) {
    Properties properties = new Properties();
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source.read())).toString();
      boolean marked = text.startsWith(BYTE_ORDER_MARK);
      properties.load(new StringReader(marked ? text.substring(1) : text));
      return properties;
    } catch (CharacterCodingException e) {
      throw new UnreadableTextsException(shown, "the file must be UTF-8 text, and has other bytes");
    } catch (IOException e) {
      throw new UnreadableTextsException(shown, "the file cannot be read: " + FileProblem.of(e));
    } catch (IllegalArgumentException e) {
      throw new UnreadableTextsException(shown, "a \\u must have four hexadecimal digits after it");
    }
  }
}
