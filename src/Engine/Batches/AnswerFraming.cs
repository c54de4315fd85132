namespace EdFi.BatchPerf.Batches;

/// <summary>How an answer's body ends; RFC 9112, section 6.3.</summary>
internal enum AnswerFraming
{
    /// <summary>There is none: 1xx, 204, 304.</summary>
    None,

    /// <summary>After as many bytes as Content-Length says.</summary>
    Length,

    /// <summary>With the last chunk and its trailers.</summary>
    Chunked,

    /// <summary>With the connection.</summary>
    UntilClose,
}
