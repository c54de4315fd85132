namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Hears Ctrl+C beside PowerShell, which tells a command of the first one only: the second one is to end a load at once.
/// </summary>
internal sealed class SecondStop : IDisposable
{
    private readonly CancellationTokenSource _second = new(); // never disposed: the job may ask it to the end
    private int _presses;

    public SecondStop() => Console.CancelKeyPress += Press;

    /// <summary>Fires at the second Ctrl+C.</summary>
    public CancellationToken Token => _second.Token;

    public void Dispose() => Console.CancelKeyPress -= Press;

    /// <summary>
    /// Leaves the key to PowerShell, whose own handler keeps the process. Presses are counted, for the command may hear of the first one
    /// before this does.
    /// </summary>
    private void Press(object? sender, ConsoleCancelEventArgs e)
    {
        if (Interlocked.Increment(ref _presses) == 2)
        {
            _second.Cancel();
        }
    }
}
