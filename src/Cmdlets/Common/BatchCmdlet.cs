using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.ExceptionServices;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// The one place where a cmdlet waits for asynchronous work: the pipeline thread waits in short steps, carries out what the work
/// asks to have written, and turns a problem into one terminating error. Work is never left behind: where a write fails, because the
/// pipeline was closed for one, the work is told to stop, and its end is awaited.
/// </summary>
public abstract class BatchCmdlet : PSCmdlet, IDisposable
{
    private const int StepMilliseconds = 100;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Action> _writes = new();
    private TaskCompletionSource _posted = new();
    private ExceptionDispatchInfo? _failure;
    private bool _disposed;

    /// <summary>Fires at Ctrl+C and when the pipeline is closed downstream.</summary>
    protected internal CancellationToken StopToken => _stopping.Token;

    /// <summary>True where -WhatIf or $WhatIfPreference asks that nothing is changed; -Force never overrules them.</summary>
    internal bool WhatIfGiven => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? (SwitchParameter)given
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>True for a parameter that was given, by its name.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Only signals: the pipeline thread is still in the cmdlet.</summary>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Signals; a cmdlet that has work under way waits for it a bounded time first.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _stopping.Cancel();
            _stopping.Dispose();
        }
    }

    /// <summary>As PowerShell's, without what steers a terminal: the text may be a server's.</summary>
    public new void WriteWarning(string text) => base.WriteWarning(PlainText.Lines(text));

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteVerbose(string text) => base.WriteVerbose(PlainText.Lines(text));

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteDebug(string text) => base.WriteDebug(PlainText.Lines(text));

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteInformation(object messageData, string[] tags) => base.WriteInformation(
        messageData switch
        {
            string text => PlainText.Lines(text),
            HostInformationMessage message => new HostInformationMessage
            {
                Message = PlainText.Lines(message.Message),
                NoNewLine = message.NoNewLine,
            },
            _ => messageData,
        },
        tags);

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = PlainText.Line(progressRecord.Activity);
        progressRecord.StatusDescription = PlainText.Line(progressRecord.StatusDescription);
        base.WriteProgress(progressRecord);
    }

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteError(ErrorRecord errorRecord)
    {
        var text = errorRecord.ErrorDetails?.Message ?? errorRecord.Exception.Message;
        var details = new ErrorDetails(PlainText.Lines(text)) { RecommendedAction = errorRecord.ErrorDetails?.RecommendedAction };
        errorRecord.ErrorDetails = details;
        base.WriteError(errorRecord);
    }

    /// <summary>As PowerShell's; where the session cannot prompt, the error says how to answer beforehand.</summary>
    public new bool ShouldProcess(string target, string action)
    {
        try
        {
            return base.ShouldProcess(target, action);
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException)
        {
            ThrowTerminatingError(ErrorRecords.From(new BatchPerfException(
                "ConfirmationNotPossible",
                ProblemKind.InvalidInput,
                $"Nothing was done: this session cannot prompt for confirmation: {exception.Message}",
                "Give -Confirm:$false, or -Force where the command has it; -WhatIf only shows what would be done.",
                exception)));
            throw;
        }
    }

    /// <summary>Asks the pipeline thread to write something; callable from any thread.</summary>
    protected internal void Post(Action write)
    {
        _writes.Enqueue(write);
        Volatile.Read(ref _posted).TrySetResult();
    }

    /// <summary>Has the pipeline thread do something while it waits for work; callable from that work only.</summary>
    /// <exception cref="OperationCanceledException">The command is being stopped.</exception>
    internal Task<T> OnPipelineAsync<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(action());
            }
            catch
            {
                done.TrySetCanceled(); // the pump ends the command with the exception itself
                throw;
            }
        });
        return done.Task.WaitAsync(StopToken);
    }

    /// <summary>
    /// Has the pipeline thread do something while it waits for work; callable from that work only. What it throws ends the command when
    /// the work has ended.
    /// </summary>
    /// <returns>Completes when it was done, however it went.</returns>
    internal Task DoAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                action();
            }
            finally
            {
                done.SetResult();
            }
        });
        return done.Task;
    }

    /// <summary>Waits for work on the pipeline thread.</summary>
    /// <param name="work">Starts the work; it must heed the token.</param>
    /// <param name="step">Called about ten times a second meanwhile.</param>
    protected T Await<T>(Func<CancellationToken, Task<T>> work, Action? step = null)
    {
        var task = Task.Run(() => work(StopToken));
        WaitFor(task, step);
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (BatchPerfException problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem));
            throw;
        }
    }

    /// <summary>Runs an action; a problem that it finds in the operator's input ends the command as a terminating error.</summary>
    protected internal T Check<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (BatchPerfException problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem));
            throw;
        }
    }

    /// <summary>Waits until a task has ended, however it ends; then throws what a write or a step threw meanwhile.</summary>
    protected internal void WaitFor(Task task, Action? step = null)
    {
        int ended;
        do
        {
            var posted = new TaskCompletionSource();
            Volatile.Write(ref _posted, posted);
            DrainWrites(); // what was posted before it could wake this thread
            ended = Task.WaitAny([task, posted.Task], StepMilliseconds);
            if (ended < 0)
            {
                Guard(step);
            }
        }
        while (ended != 0);

        DrainWrites();
        _failure?.Throw();
    }

    /// <summary>The file-system path that a PowerShell path means; it need not exist.</summary>
    protected internal string FilePath(string path)
    {
        var resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal)
            ? resolved
            : throw new BatchPerfException(
                "NotAFilePath",
                ProblemKind.InvalidInput,
                $"'{path}' lies on the {provider.Name} provider.",
                "Give a path in the file system.");
    }

    /// <summary>
    /// The files to read that a PowerShell path means, with wildcards or escaped; one that is not there is left to its reader.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>PathIsFolder</c>, <c>NotAFilePath</c>.</exception>
    protected IReadOnlyList<string> FilePaths(string path)
    {
        try
        {
            var found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            return string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal) && found.Count > 0
                ? [.. found.Select(RequireFile)]
                : [FilePath(path)];
        }
        catch (ItemNotFoundException)
        {
            return [FilePath(WildcardPattern.Unescape(path))];
        }
    }

    /// <summary>The files to read that -Path and -LiteralPath of a command mean, in this order.</summary>
    /// <exception cref="BatchPerfException"><c>PathIsFolder</c>, <c>NotAFilePath</c>.</exception>
    protected IReadOnlyList<string> FilePaths(IEnumerable<string> paths, IEnumerable<string> literalPaths) =>
        [.. paths.SelectMany(FilePaths), .. literalPaths.Select(path => RequireFile(FilePath(path)))];

    /// <summary>A path that is no folder's.</summary>
    /// <exception cref="BatchPerfException"><c>PathIsFolder</c>.</exception>
    protected static string RequireFile(string path) => !Directory.Exists(path) ? path : throw new BatchPerfException(
        "PathIsFolder",
        ProblemKind.InvalidInput,
        $"'{path}' is a folder.",
        $"Give the files in it that are meant, as '{Path.Combine(path, "*.run.json")}' does.");

    private void DrainWrites()
    {
        while (_writes.TryDequeue(out var write))
        {
            Guard(write);
        }
    }

    private void Guard(Action? action)
    {
        try
        {
            action?.Invoke();
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            _stopping.Cancel();
        }
    }
}
