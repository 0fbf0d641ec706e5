import '../design/fonts.css';
import '../design/tokens.css';
import '../design/base.css';
import '../design/field.css';
import '../design/label.css';
import '../design/overlay.css';
