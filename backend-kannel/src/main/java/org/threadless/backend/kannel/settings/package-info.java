/** What can be said of a backend of the engine. */
package org.threadless.backend.kannel.settings;
