import "./times.js";
import "./zone.js";
import "./counter.js";
import "./conversation.js";
