using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Refuses a time of nothing, and one of more than a day.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PositiveDurationAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not TimeSpan span || span <= TimeSpan.Zero || span > TimeSpan.FromDays(1))
        {
            throw new ValidationMetadataException(
                $"{arguments} is too short or too long. Give more than zero and at most a day, like 250ms or 30s.");
        }
    }
}
