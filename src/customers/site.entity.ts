import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('site')
export class SiteEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  region: string | null;

  @Column('text')
  country: string;

  @Column('text', { name: 'holiday_region', nullable: true })
  holidayRegion: string | null;

  @Column('text', { name: 'time_zone' })
  timeZone: string;

  @Column('integer')
  position: number;

  @Column('text', { nullable: true })
  brand: string | null;
}
