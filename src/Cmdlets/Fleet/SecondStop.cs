namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Hears Ctrl+C beside PowerShell, which tells a command of the first one only: the second one is to end a load at once.
/// </summary>
internal sealed class SecondStop : IDisposable
{
    private readonly CancellationTokenSource _second = new(); // never disposed: the job may ask it to the end
    private readonly CancellationToken _first;

    /// <param name="first">Fires when the command is stopped.</param>
    public SecondStop(CancellationToken first)
    {
        _first = first;
        Console.CancelKeyPress += Press;
    }

    /// <summary>Fires at the second Ctrl+C.</summary>
    public CancellationToken Token => _second.Token;

    public void Dispose() => Console.CancelKeyPress -= Press;

    /// <summary>Leaves the key to PowerShell, whose own handler keeps the process.</summary>
    private void Press(object? sender, ConsoleCancelEventArgs e)
    {
        if (_first.IsCancellationRequested)
        {
            _second.Cancel();
        }
    }
}
