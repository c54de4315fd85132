namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>
/// What a job asks of the program that it runs in, and tells it: PowerShell's streams, or a console. Callable from any thread; texts may be
/// a server's, so hosts take out what steers a terminal.
/// </summary>
public interface IJobHost
{
    /// <summary>Fires when the operator wants the job to end.</summary>
    CancellationToken Stop { get; }

    /// <summary>Asks once whether the job may do what it is about to do.</summary>
    /// <param name="target">What is written to, the server's address as a rule.</param>
    /// <param name="action">What is done to it, as a sentence without a subject.</param>
    /// <returns>False where nothing may be sent, which is no error.</returns>
    /// <exception cref="OperationCanceledException">The job was stopped while it asked.</exception>
    Task<bool> ConfirmAsync(string target, string action);

    /// <summary>Says what the operator has to know.</summary>
    void Warn(string text);

    /// <summary>As <see cref="Warn"/>, and also after the job was stopped: what stays on a server has to be said.</summary>
    void WarnOfRemains(string text);

    /// <summary>Says what is done: the information stream, or a line of the log.</summary>
    void Say(string text);

    /// <summary>Says how a job goes on: the verbose stream, or a line of the log.</summary>
    void Note(string text);

    /// <summary>Says what is of use for finding faults only: the debug stream, or a line of the debug log.</summary>
    void Detail(string text);

    /// <summary>Shows how far the job is. Draws over what was shown before.</summary>
    void Progress(JobProgress progress);
}
