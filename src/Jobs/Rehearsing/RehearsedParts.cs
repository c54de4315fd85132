namespace EdFi.BatchPerf.Jobs.Rehearsing;

/// <summary>Parts of a run besides its batches, each of which is code of its own.</summary>
[Flags]
internal enum RehearsedParts
{
    None = 0,

    /// <summary>A file of results.</summary>
    Results = 1,

    /// <summary>A journal.</summary>
    Journal = 2,

    /// <summary>Results that the host reads.</summary>
    Stream = 4,

    /// <summary>Connections over TLS.</summary>
    Tls = 8,

    /// <summary>Connections by HTTP/1.1, of the clients' own; every run has these, those by HTTP/2 or those of the handler.</summary>
    Http1 = 16,

    /// <summary>Connections by HTTP/2.</summary>
    Http2 = 32,

    /// <summary>Results that a study looks at.</summary>
    Watch = 64,

    /// <summary>Connections by HTTP/1.1 of the platform's handler.</summary>
    Handler = 128,
}
