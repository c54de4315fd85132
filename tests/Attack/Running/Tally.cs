namespace EdFi.BatchPerf.Attack.Running;

/// <summary>What the mutations of one target came to.</summary>
internal sealed class Tally(string target)
{
    private const int MostFindings = 10;
    private readonly Dictionary<string, string> _findings = new(StringComparer.Ordinal);

    public string Target => target;

    public long Mutations { get; private set; }

    /// <summary>Read as the undamaged input that they come from, or another of the target.</summary>
    public long AsBefore { get; private set; }

    /// <summary>Read as something else that makes sense.</summary>
    public long Otherwise { get; private set; }

    public long Refused { get; private set; }

    public long Escaped { get; private set; }

    public long ImpossibleSums { get; private set; }

    public long WrongSuccesses { get; private set; }

    public long OverBounds { get; private set; }

    /// <summary>One example of each sort of what went wrong: what, and the input in base64.</summary>
    public IReadOnlyCollection<string> Findings => _findings.Values;

    public void Note(Reading reading, bool asBefore)
    {
        Mutations++;
        Refused += reading.Refusal is null ? 0 : 1;
        AsBefore += reading.Refusal is null && asBefore ? 1 : 0;
        Otherwise += reading.Refusal is null && !asBefore ? 1 : 0;
    }

    public void NoteDeception(DeceptionException deception, byte[] input)
    {
        Mutations++;
        _ = deception.Kind switch
        {
            Deception.ImpossibleSum => ImpossibleSums++,
            Deception.WrongSuccess => WrongSuccesses++,
            _ => Escaped++,
        };
        Find(deception.Message, $"{deception.Kind}: {deception.Message}", input);
    }

    public void NoteEscape(Exception exception, byte[] input)
    {
        Mutations++;
        Escaped++;
        var where = exception.StackTrace?.Split('\n').FirstOrDefault(static l => l.Contains("EdFi.BatchPerf", StringComparison.Ordinal))?.Trim();
        Find(exception.GetType().Name + where, $"{exception.GetType().Name}: {exception.Message} {where}", input);
    }

    public void NoteOverBound(long allocated, long bound, byte[] input)
    {
        OverBounds++;
        Find("allocated", $"Reading {input.Length} bytes allocated {allocated}, more than {bound}", input);
    }

    private void Find(string sort, string what, byte[] input)
    {
        if (_findings.Count < MostFindings && !_findings.ContainsKey(sort))
        {
            _findings[sort] = $"{what}\n  input: {Convert.ToBase64String(input.Length > 3_000 ? input[..3_000] : input)}";
        }
    }
}
