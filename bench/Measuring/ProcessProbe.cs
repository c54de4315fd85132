using System.Globalization;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>Looks into one measured process; it costs that process some ms at its start.</summary>
internal sealed class ProcessProbe : IDisposable
{
    private readonly string _file = Path.Combine(Repository.Scratch, $"{Guid.NewGuid():N}.probe");

    /// <summary>The command whose process tells.</summary>
    public Command Into(Command command) => command
        .With("DOTNET_STARTUP_HOOKS", typeof(ProcessProbe).Assembly.Location)
        .With(ProbedProcess.Variable, _file);

    /// <summary>Bytes that live on the managed heap now, after a collection.</summary>
    public async Task<long> LiveBytesAsync()
    {
        var question = _file + ProbedProcess.Ask;
        await File.WriteAllTextAsync(question, "");
        for (var tries = 0; tries < 600; tries++)
        {
            await Task.Delay(50);
            if (await File.ReadAllTextAsync(question) is { } text && text.EndsWith('\n'))
            {
                File.Delete(question);
                return long.Parse(text, CultureInfo.InvariantCulture);
            }
        }

        throw new BenchException("The measured process did not tell what lives on its heap.");
    }

    /// <summary>Methods that were compiled while the process ran, and for how many ms; it has ended.</summary>
    /// <exception cref="BenchException">It has told nothing.</exception>
    public (long Methods, double Milliseconds) Compiled()
    {
        BenchException.ThrowIf(!File.Exists(_file), "The measured process did not tell how many methods were compiled.");
        var parts = File.ReadAllText(_file).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        File.Delete(_file);
        File.Delete(_file + ProbedProcess.Ask);
    }
}
