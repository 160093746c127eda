/** Finds out what would happen, and lets messages come in as from a phone. */
package org.threadless.api.trial;
