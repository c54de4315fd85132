namespace EdFi.BatchPerf;

/// <summary>Kinds of problems, by the side that can mend them; the hosts turn it into an error category or an exit code.</summary>
public enum ProblemKind
{
    /// <summary>An argument, option, variable or file of the operator's is wrong.</summary>
    InvalidInput,

    /// <summary>The server, or a name, could not be reached, or its certificate is not trusted.</summary>
    Connection,

    /// <summary>Credentials or claim set are insufficient.</summary>
    Authentication,

    /// <summary>Something that the run stands on is missing on the server.</summary>
    MissingPrerequisite,

    /// <summary>The server is not of the kind that is needed, or gave an answer that cannot be understood.</summary>
    UnexpectedServer,

    /// <summary>A file or folder could not be written.</summary>
    File,

    /// <summary>A file or folder is not there.</summary>
    FileMissing,

    /// <summary>A file is in the way of one that is to be written.</summary>
    FileExists,

    /// <summary>A file or folder could not be read.</summary>
    FileNotReadable,
}
