package org.threadless.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What whoever follows a document does next. */
sealed interface GuideStep {

  /**
   * Types a command.
   *
   * @param output the lines that the document shows after it; none where it shows nothing
   */
  record Command(String command, List<String> output) implements GuideStep {}

  /**
   * Puts a block of code into the file that the words before it name.
   *
   * @param path from the folder one is in
   */
  record Write(String path, String content) implements GuideStep {}

  /**
   * Looks at a block of code that is there already.
   *
   * @param source the file of this project that has it
   */
  record Look(String source, String content) implements GuideStep {}

  /** A block; before it the comment that names its source, or the paragraph that names its file. */
  Pattern BLOCK = Pattern.compile("([^\\n]*)\\n\\n?```(\\w*)\\n(.*?\\n)```\\n", Pattern.DOTALL);

  Pattern SOURCE = Pattern.compile("<!-- (\\S+) -->");
  Pattern FILE = Pattern.compile(".*`([^` ]+/[^` ]+)`.*:");
  String PROMPT = "$ ";

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException where it has a block of which it does not say what to do
   */
  static List<GuideStep> of(String document) {
    List<GuideStep> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(document);
    while (block.find()) {
      if (block.group(2).equals("console")) {
        steps.addAll(commands(block.group(3)));
      } else {
        steps.add(code(block.group(1), block.group(3)));
      }
    }
    return steps;
  }

  private static GuideStep code(String before, String content) {
    Matcher source = SOURCE.matcher(before);
    Matcher file = FILE.matcher(before);
    if (source.matches()) {
      return new Look(source.group(1), content);
    }
    if (file.matches()) {
      return new Write(file.group(1), content);
    }
    throw new IllegalArgumentException(
        "after '" + before + "' is a block that names neither its file nor its source");
  }

  private static List<GuideStep> commands(String block) {
    List<GuideStep> commands = new ArrayList<>();
    for (String typed : block.replace("\\\n", "").split("(?m)^\\$ ", -1)) {
      List<String> lines = typed.lines().toList();
      if (!lines.isEmpty()) {
        commands.add(new Command(lines.get(0), lines.subList(1, lines.size())));
      }
    }
    return commands;
  }
}
