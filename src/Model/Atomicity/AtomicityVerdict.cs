namespace EdFi.BatchPerf;

/// <summary>Verdict on one batch: its effects are on the server all or none, a part of them survived, or nothing is proven.</summary>
public enum AtomicityVerdict
{
    /// <summary>
    /// Every document is as it was before; or, where no answer gave the batch's outcome, all of them are as the batch would have them.
    /// </summary>
    Atomic,

    /// <summary>A part of a batch that failed is there.</summary>
    Survived,

    /// <summary>The server did not refuse the poison, or refused the batch before it came to it: nothing is proven.</summary>
    NotProvoked,

    /// <summary>Not every document could be read back: nothing is proven.</summary>
    Unknown,
}
