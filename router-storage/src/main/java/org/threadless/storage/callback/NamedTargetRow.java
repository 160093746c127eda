package org.threadless.storage.callback;

/** A target that messages have named, and whether something may be due of it. */
public record NamedTargetRow(String target, boolean isDue) {}
