//! The code of this room.

code_rows! { ($) template_codes
    BadTemplate "bad-template" Error "a template does not render"
        "A template that replaces one of ours is wrong at the place shown: it does not parse, or asks for a value that it \
         is not given. Compare it with the one it replaces."
}
