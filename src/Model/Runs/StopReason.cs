namespace EdFi.BatchPerf;

/// <summary>Reason why a run ended.</summary>
public enum StopReason
{
    /// <summary>The run has not ended.</summary>
    None,

    /// <summary>Its duration or its stages were over.</summary>
    Duration,

    /// <summary>The number of batches asked for had been sent.</summary>
    BatchCount,

    /// <summary>More batches failed than was allowed.</summary>
    FailureRate,

    /// <summary>A graceful stop was asked for by a stop file or from the dashboard.</summary>
    StopRequested,

    /// <summary>Ctrl+C, or the pipeline was closed downstream: in-flight batches were cancelled.</summary>
    Canceled,

    /// <summary>Results were read too slowly and too many were waiting.</summary>
    ResultsBacklog,

    /// <summary>The server answered that a batch holds too many operations.</summary>
    BatchTooLarge,

    /// <summary>Results could not be written any more: a full disk, a file gone.</summary>
    ResultFileFailed,

    /// <summary>
    /// A create changed a document that the run had not created; <see cref="BatchRun.Fault"/> names it. Goes before every other reason.
    /// </summary>
    ExistingDocument,

    /// <summary>The controller of a fleet had not renewed the run's lease in time, so that it could not have stopped the run.</summary>
    LeaseExpired,

    /// <summary>Something in the client itself broke; see <see cref="BatchRun.Fault"/>.</summary>
    Fault,
}
