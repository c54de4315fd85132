namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Exit codes of the process.</summary>
internal enum ExitCode
{
    /// <summary>The run ended as planned and no batch failed.</summary>
    Success = 0,

    /// <summary>The run ended as planned, but batches failed, or none succeeded.</summary>
    Failures = 1,

    /// <summary>An option, a variable or a file is wrong, or a batch holds more operations than the server takes.</summary>
    Usage = 2,

    /// <summary>The server cannot be reached, or its certificate is not trusted.</summary>
    Connection = 3,

    /// <summary>Credentials or claim set are insufficient.</summary>
    Authentication = 4,

    /// <summary>Descriptors, school year or education agency are missing on the server.</summary>
    MissingPrerequisite = 5,

    /// <summary>The server is no DMS, has no /batch, or answered what cannot be understood.</summary>
    UnexpectedServer = 6,

    /// <summary>A file could not be read or written.</summary>
    File = 7,

    /// <summary>The test type was not given or does not exist here.</summary>
    TestType = 8,

    /// <summary>The run was ended because more batches failed than --stopOnFailureRate allows.</summary>
    FailureRate = 9,

    /// <summary>The run ended as planned, but a threshold is not kept.</summary>
    Threshold = 10,

    /// <summary>A failed batch left something behind, or it could not be proven that none did.</summary>
    Atomicity = 11,

    /// <summary>Documents that a run left are still on the server.</summary>
    Leftover = 12,

    /// <summary>The run was ended because a create changed a document that the run had not created.</summary>
    ExistingDocument = 13,

    /// <summary>Of a run of several machines a machine, or a share of the plan, is missing.</summary>
    Incomplete = 14,

    /// <summary>Something in the program itself broke.</summary>
    InternalFault = 70,

    /// <summary>Ctrl+C, SIGTERM or SIGHUP; files are complete.</summary>
    Canceled = 130,
}
