/** Counts of messages, which are added up here, and what has failed. */
package org.threadless.storage.statistics;
