namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>
/// The program that a job runs in, as the job asks and tells it: PowerShell's streams, or a console. Callable from any thread; texts may
/// be a server's, so hosts remove the characters that control a terminal.
/// </summary>
internal interface IJobHost
{
    /// <summary>Fires when the operator wants the job to end.</summary>
    CancellationToken Stop { get; }

    /// <summary>Asks once whether the job may carry out its action.</summary>
    /// <param name="target">The target of the action, the server's address as a rule.</param>
    /// <param name="action">The action, as a sentence without a subject.</param>
    /// <returns>False where nothing may be sent, which is no error.</returns>
    /// <exception cref="OperationCanceledException">The job was stopped while it asked.</exception>
    Task<bool> ConfirmAsync(string target, string action);

    /// <summary>Writes a warning: a fact that the operator has to know.</summary>
    void Warn(string text);

    /// <summary>As <see cref="Warn"/>, and also after the job was stopped: documents that stay on a server have to be reported.</summary>
    void WarnOfRemains(string text);

    /// <summary>Reports a step of the job: the information stream, or a line of the log.</summary>
    void Say(string text);

    /// <summary>Reports details of the job's progress: the verbose stream, or a line of the log.</summary>
    void Note(string text);

    /// <summary>Writes a text of use for finding faults only: the debug stream, or a line of the debug log.</summary>
    void Detail(string text);

    /// <summary>Shows the job's progress, in place of the progress shown before.</summary>
    void Progress(JobProgress progress);
}
