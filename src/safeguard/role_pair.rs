//! The two role pairs that the ASEAN clauses are written for.

use crate::words::{serialize_words, words};

words! {
    /// Who gives data to whom. The word is the key everywhere; the numbers that others give the pairs run in opposite order.
    pub enum RolePair {
        ControllerToProcessor = "c2p": "controller to processor",
        ControllerToController = "c2c": "controller to controller",
    }
}
serialize_words!(RolePair);
